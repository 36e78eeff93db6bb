const secretWords =
  /SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|PRIVATE_KEY|ACCESS_KEY|API_KEY|APIKEY|CREDENTIAL|_PAT$|_DSN$/;

/** Shorter values are too common to be masked: most of a log would be gone. */
const shortestValue = 4;
const shortestLine = 8;

/** Whether the name of a variable says that its value is secret. */
export function isSecretName(name: string): boolean {
  return secretWords.test(name.toUpperCase());
}

/** Every text under which a secret of `env` may appear, longest first. */
export function secretForms(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const forms = new Set<string>();
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value.length < shortestValue || !isSecretName(name)) continue;
    for (const form of formsOf(value)) if (form.length >= shortestValue) forms.add(form);
  }
  return [...forms].sort((a, b) => b.length - a.length);
}

function* formsOf(value: string): Generator<string> {
  // What a program prints has usually lost the line end that a secret read from a file ends with.
  for (const text of new Set([value, value.trim()])) {
    if (text.length < shortestValue) continue;
    yield text;
    yield JSON.stringify(text).slice(1, -1);
    yield* encodings(Buffer.from(text));
  }
  const lines = value.split(/\r?\n/);
  if (lines.length > 1) yield* lines.map((line) => line.trim()).filter((line) => line.length >= shortestLine);
}

function* encodings(bytes: Buffer): Generator<string> {
  const base64 = bytes.toString("base64");
  yield base64;
  yield base64.replace(/=+$/, "");
  yield bytes.toString("base64url");
  yield bytes.toString("hex");
  yield bytes.toString("hex").toUpperCase();
  // Decoded again, so that a lone surrogate has become U+FFFD, which can be encoded.
  const url = encodeURIComponent(bytes.toString());
  yield url;
  yield url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  yield url.replaceAll("%20", "+");
}
