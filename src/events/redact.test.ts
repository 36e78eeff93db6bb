import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { createBus } from "./bus.ts";
import type { Event, Unstamped } from "./event.ts";
import { contentLimit, previewLimit } from "./limits.ts";
import { createRedactor } from "./redact.ts";
import { isSecretName } from "./secret-forms.ts";
import { samples } from "./testing-samples.ts";

test("names say what is secret", () => {
  const rows: [secret: boolean, names: string][] = [
    [
      true,
      "MY_SECRET secret_sauce DB_PASSWORD PGPASSWD SSH_PASSPHRASE GITHUB_TOKEN tokens DEPLOY_PRIVATE_KEY",
    ],
    [true, "AWS_ACCESS_KEY_ID OPENAI_API_KEY apikey GOOGLE_CREDENTIALS GH_PAT SENTRY_DSN"],
    [false, "PATH HOME USER KEY API_URL PAT DSN PATTERN GH_PATH _DSN_X KEYBOARD PRIVATE ACCESS"],
  ];
  for (const [secret, names] of rows)
    for (const name of names.split(" ")) assert.equal(isSecretName(name), secret, name);
});

describe("texts", () => {
  const value = "hunter2/+ ?é.*";
  const bytes = Buffer.from(value);
  const multiline = "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nshort\n-----END KEY-----\n";
  const rows: [name: string, env: Record<string, string>, text: string, shown: string][] = [
    ["a value", { A_TOKEN: value }, `x${value}y${value}`, "x[REDACTED]y[REDACTED]"],
    ["base64", { A_TOKEN: value }, bytes.toString("base64"), "[REDACTED]"],
    ["base64 without padding", { A_TOKEN: "four5" }, "Zm91cjU;", "[REDACTED];"],
    ["base64url", { A_TOKEN: value }, bytes.toString("base64url"), "[REDACTED]"],
    ["hex", { A_TOKEN: value }, bytes.toString("hex"), "[REDACTED]"],
    ["upper-case hex", { A_TOKEN: value }, bytes.toString("hex").toUpperCase(), "[REDACTED]"],
    ["URL encoding", { A_TOKEN: value }, encodeURIComponent(value), "[REDACTED]"],
    ["lower-case URL encoding", { A_TOKEN: "a/b:c" }, "a%2fb%3ac", "[REDACTED]"],
    ["form encoding", { A_TOKEN: "a b/c" }, "a+b%2Fc", "[REDACTED]"],
    ["a JSON string", { A_TOKEN: 'say "hi"\\' }, JSON.stringify({ t: 'say "hi"\\' }), '{"t":"[REDACTED]"}'],
    ["a line end at the end", { A_TOKEN: "s3cret\n" }, "got s3cret.", "got [REDACTED]."],
    ["several lines", { A_SECRET: multiline }, `<${multiline}>`, "<[REDACTED]>"],
    [
      "a long line of several",
      { A_SECRET: multiline },
      "1: MIIEvQIBADANBgkq\n2: short",
      "1: [REDACTED]\n2: short",
    ],
    ["the longest first", { A_TOKEN: "abcd", B_TOKEN: "abcdefgh" }, "abcdefgh abcd", "[REDACTED] [REDACTED]"],
    ["three characters", { A_TOKEN: "abc" }, "abc YWJj 616263", "abc YWJj 616263"],
    ["blanks", { A_TOKEN: "     " }, "a     b", "a[REDACTED]b"],
    ["an ordinary name", { HOME: "/root" }, "/root", "/root"],
    ["nothing", {}, "as it is", "as it is"],
  ];
  for (const [name, env, text, shown] of rows)
    test(name, () => assert.equal(createRedactor(env).text(text), shown));
});

test("no secret of four characters or more survives in any form", () => {
  const secret = fc.string({ minLength: 4, unit: "binary" });
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      const forms = [
        value,
        ...(["base64", "base64url", "hex"] as const).map((code) => Buffer.from(value).toString(code)),
      ];
      const redactor = createRedactor({ A_TOKEN: value });
      return forms.every(
        (form) => form.includes("REDACTED") || !redactor.text(before + form + after).includes(form),
      );
    }),
  );
});

test("every text of an event is redacted, and nothing else changes", () => {
  const rows: [event: Unstamped, shown: Partial<Record<string, unknown>>][] = [
    [{ ...samples.LOG, message: "a hunter2" }, { message: "a [REDACTED]" }],
    [{ ...samples.STEP_START, params: [["p", "hunter2"]] }, { params: [["p", "[REDACTED]"]] }],
    [
      { ...samples.STEP_END, params: [["p", "hunter2"]], out_content: "hunter2\n", err_content: "!hunter2" },
      { params: [["p", "[REDACTED]"]], out_content: "[REDACTED]\n", err_content: "![REDACTED]" },
    ],
    [{ ...samples.PROMPT_START, preview: "use hunter2" }, { preview: "use [REDACTED]" }],
    [{ ...samples.INBOX_ENQUEUE, payload_preview: "hunter2" }, { payload_preview: "[REDACTED]" }],
  ];
  for (const [event, shown] of rows) {
    const [plain, redacted] = [{}, { DB_PASSWORD: "hunter2" }].map((env) => sent(event, env));
    assert.deepEqual(redacted, { ...plain, ...shown });
    assert.deepEqual(Object.keys(redacted ?? {}), Object.keys(plain ?? {}));
  }
});

test("a secret that lost its end with the text is masked too", () => {
  const env = { DB_PASSWORD: "correct-horse-battery" };
  const content = `${"x".repeat(contentLimit - 15)}correct-horse-b`;
  const preview = `${"x".repeat(previewLimit - 4)}corr`;
  const rows: [event: Unstamped, key: string, shown: string][] = [
    [
      { ...samples.STEP_END, out_content: content },
      "out_content",
      `${"x".repeat(contentLimit - 15)}[REDACTED]`,
    ],
    [{ ...samples.PROMPT_START, preview }, "preview", `${"x".repeat(previewLimit - 4)}[REDACTED]`],
    [{ ...samples.INBOX_ENQUEUE, payload_preview: "a correct-h..." }, "payload_preview", "a [REDACTED]..."],
    [{ ...samples.INBOX_ENQUEUE, payload_preview: "this is correct" }, "payload_preview", "this is correct"],
    [{ ...samples.PROMPT_START, preview: "is it corr" }, "preview", "is it corr"],
  ];
  for (const [event, key, shown] of rows) {
    const fields: Record<string, unknown> = { ...sent(event, env) };
    assert.ok(fields[key] === shown, `${event.type}: ${String(fields[key]).slice(-40)}`);
  }
});

function sent(event: Unstamped, env: Record<string, string>): Event | undefined {
  const events: Event[] = [];
  const bus = createBus({ runId: "R", now: () => 0, redactor: createRedactor(env) });
  bus.subscribe((one) => events.push(one));
  bus.emit(event);
  return events[0];
}
