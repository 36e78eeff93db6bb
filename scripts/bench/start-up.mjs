import { hello, medians, Place } from "./lib/measure.mjs";

/** What it costs to be there: against starting node, and bash for the one script. */
export async function startUp() {
  const place = new Place();
  place.file("hello.jh", hello);
  const times = await medians(
    {
      node: () => place.node("-e", "0"),
      bash: () => place.run("bash", ["-c", "true"]),
      version: () => place.jaiph("--version"),
      warm: () => place.jaiph("run", "hello.jh"),
      cold: () => {
        place.remove("home/.cache");
        place.jaiph("run", "hello.jh");
      },
      refill: () => place.jaiph("run", "hello.jh"),
    },
    15,
  );
  const floor = times.node + times.bash;
  return [
    { what: "jaiph --version / node -e 0", value: times.version / times.node, limit: 1.2 },
    { what: "warm hello.jh / (node -e 0 + bash -c true)", value: times.warm / floor, limit: 1.7 },
    { what: "cold hello.jh / (node -e 0 + bash -c true)", value: times.cold / floor, limit: 3 },
  ];
}
