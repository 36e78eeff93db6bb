import { hello, medians, Place } from "./lib/measure.mjs";

const logs = 20_000;
const messages = 200;

/** How fast events reach the journal, and what a queue of messages costs, over a run that does next to nothing. */
export async function events() {
  const place = new Place();
  place.file("hello.jh", hello);
  place.file(
    "logs.jh",
    `script lines = \`seq ${logs}\`\n\nworkflow default() {\n  const all = run lines()\n  for line in all {\n    log "\${line}"\n  }\n}\n`,
  );
  place.file("inbox.jh", inbox());
  const times = await medians(
    {
      hello: () => place.jaiph("run", "hello.jh"),
      logs: () => place.jaiph("run", "logs.jh"),
      inbox: () => place.jaiph("run", "inbox.jh"),
    },
    5,
  );
  const perSecond = logs / ((times.logs - times.hello) / 1000);
  return [
    { what: `events a second, ${logs} log steps`, value: perSecond, limit: 100_000, atLeast: true },
    { what: `ms over hello, ${messages} messages to 2 routes`, value: times.inbox - times.hello, limit: 300 },
  ];
}

function inbox() {
  const receiver = (name) => `workflow ${name}(message, chan, sender) {\n  const seen = message\n}\n`;
  const sends = Array.from({ length: messages }, (_, i) => `  news <- "message ${i}"\n`);
  return `channel news -> first, second\n\n${receiver("first")}\n${receiver("second")}\nworkflow default() {\n${sends.join("")}}\n`;
}
