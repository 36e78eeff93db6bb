import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { test } from "node:test";
import { cancelled } from "../backend.ts";
import { askStandIn, type Question, type Reply } from "../stand-in.ts";

const event = (content: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
const done = "data: [DONE]\n\n";

test("a question and its answer", async () => {
  let head: unknown;
  let body = "";
  const reply = await askServer(
    (request, response) => {
      const { "content-type": type, authorization } = request.headers;
      head = { method: request.method, url: request.url, type, authorization };
      request.setEncoding("utf8").on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => response.end(event("Grüße, ") + event("world\n") + done));
    },
    { text: "Say\nhi" },
  );
  assert.deepEqual(reply.result, { ok: true, answer: "Grüße, world\n" });
  assert.deepEqual(head, {
    method: "POST",
    url: "/v1/chat?key=1",
    type: "application/json",
    authorization: "Bearer k-123",
  });
  assert.equal(body, '{"model":"gpt-4o","messages":[{"role":"user","content":"Say\\nhi"}],"stream":true}');
  const line = `codex-api --model gpt-4o --url ${reply.env["JAIPH_CODEX_API_URL"]?.replace("?", "\\?")}`;
  assert.equal(reply.out, `Command:\n${line}\n\nPrompt:\nSay\nhi\n\nFinal answer:\nGrüße, world\n\n`);
  assert.equal(reply.err, "");
});

const streams: readonly [what: string, text: string, answer: string][] = [
  ["events without a last mark", event("a") + event("b"), "ab"],
  [
    "malformed lines",
    `data: {"choices\n${event("a")}data: 7\ndata: null\nnonsense\n: ping\n\n${event("b")}${done}`,
    "ab",
  ],
  [
    "events without text",
    `data: {"choices":[]}\n\ndata: {"choices":[{"delta":{"role":"assistant"}}]}\n\n${done}`,
    "",
  ],
  [
    "Windows line ends and no space",
    'data:{"choices":[{"delta":{"content":"a"}}]}\r\n\r\ndata:[DONE]\r\n',
    "a",
  ],
  ["a last line without an end", event("a") + event("b").trimEnd(), "ab"],
  ["text after the last mark", event("a") + done + event("b"), "a"],
];

for (const [what, text, answer] of streams) {
  test(`${what} give ${JSON.stringify(answer)}`, async () => {
    const { result } = await askServer((_, response) => response.end(text));
    assert.deepEqual(result, { ok: true, answer });
  });
}

test("chunks may end anywhere, even inside a character", async () => {
  const bytes = Buffer.from(`${event("Grüße")}${event(" 😀\n")}${done}`);
  const { result } = await askServer(async (_, response) => {
    for (const byte of bytes) await send(response, Buffer.of(byte));
    response.end();
  });
  assert.deepEqual(result, { ok: true, answer: "Grüße 😀\n" });
});

test("the answer is complete at the last mark, though the server keeps talking", async () => {
  const { result } = await askServer((_, response) => {
    response.write(event("a") + done);
  });
  assert.deepEqual(result, { ok: true, answer: "a" });
});

test("the model can be chosen", async () => {
  let body = "";
  await askServer(
    (request, response) => {
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => response.end(done));
    },
    { env: { JAIPH_AGENT_MODEL: "o9" } },
  );
  assert.equal(JSON.parse(body).model, "o9");
});

const refusals: readonly [status: number, body: string, error: string][] = [
  [401, '{"error":{"message":"Incorrect API key"}}', "HTTP 401: Incorrect API key"],
  [429, '{"error":"slow down"}', "HTTP 429: slow down"],
  [500, "<html>oops</html>", "HTTP 500"],
  [503, "", "HTTP 503"],
  [307, "", "HTTP 307"],
  [500, "x".repeat(1_000_000), "HTTP 500"],
];

for (const [status, body, error] of refusals) {
  test(`status ${status} with ${JSON.stringify(body.slice(0, 30))} is told as ${error}`, async () => {
    const reply = await askServer((_, response) => response.writeHead(status).end(body));
    failed(reply, `jaiph: codex API error: ${error}`);
  });
}

test("a connection reset in the middle of the answer", async () => {
  const reply = await askServer(async (request, response) => {
    await send(response, event("a"));
    request.socket.resetAndDestroy();
  });
  assert.match(reply.out, /Final answer:\na\n$/);
  failed(reply, /^jaiph: codex stream error: ./);
});

test("an answer that ends too soon for its length", async () => {
  const reply = await askServer(async (request, response) => {
    response.setHeader("Content-Length", 1000);
    await send(response, event("a"));
    request.socket.end();
  });
  failed(reply, /^jaiph: codex stream error: ./);
});

test("an error inside the stream", async () => {
  const reply = await askServer((_, response) => {
    response.write(`${event("a")}data: {"error":{"message":"overloaded"}}\n\n`);
  });
  failed(reply, "jaiph: codex stream error: overloaded");
});

test("a page in place of a stream is no empty answer", async () => {
  const reply = await askServer((_, response) => response.end("<html>please log in</html>"));
  failed(reply, "jaiph: codex stream error: the server sent no events");
});

test("a server that hangs up without a word", async () => {
  const reply = await askServer((request) => request.socket.destroy());
  failed(reply, /^jaiph: codex API request failed: ./);
});

test("a server that does not exist", async () => {
  const env = { ...codex, JAIPH_CODEX_API_URL: "http://127.0.0.1:1/" };
  failed(await askStandIn({ env }), /^jaiph: codex API request failed: .*ECONNREFUSED/);
});

test("an answer beyond the capture limit", async () => {
  const reply = await askServer((_, response) => keepTalking(response), { captureLimit: 10_000 });
  assert.ok(!reply.result.ok && reply.result.reason === "setup");
  assert.match(reply.result.error, /longer than the capture limit of 10000 bytes/);
});

const cancelledAt: readonly [what: string, listener: RequestListener][] = [
  ["before the response", () => {}],
  ["while the server talks", (_, response) => keepTalking(response)],
  ["while it explains an error", (_, response) => response.writeHead(500).write("{")],
];

for (const [what, listener] of cancelledAt) {
  test(`a prompt cancelled ${what}`, async () => {
    const controller = new AbortController();
    const reply = await askServer(
      (request, response) => {
        listener(request, response);
        setTimeout(() => controller.abort(), 50);
      },
      { signal: controller.signal },
    );
    assert.deepEqual(reply.result, cancelled);
    assert.equal(reply.err, "");
  });
}

test("what the listener throws comes back", async () => {
  const heard = (text: string) => {
    if (text.includes("another")) throw new Error("disk full");
  };
  await assert.rejects(
    askServer((_, response) => keepTalking(response), { heard }),
    /disk full/,
  );
});

const unusable: readonly [what: string, env: Readonly<Record<string, string>>, error: RegExp][] = [
  ["no key", {}, /^jaiph: agent\.backend is "codex" but OPENAI_API_KEY is not set\. /],
  ["an empty key", { OPENAI_API_KEY: "" }, /OPENAI_API_KEY is not set/],
  [
    "no address",
    { OPENAI_API_KEY: "k", JAIPH_CODEX_API_URL: "what" },
    /^jaiph: codex API request failed: .*what$/,
  ],
  [
    "another protocol",
    { OPENAI_API_KEY: "k", JAIPH_CODEX_API_URL: "file:///etc/passwd" },
    /no http or https address/,
  ],
];

for (const [what, env, error] of unusable) {
  test(`${what}: no retry would help`, async () => {
    const { result, err } = await askStandIn({ env: { JAIPH_AGENT_BACKEND: "codex", ...env } });
    assert.ok(!result.ok);
    assert.deepEqual({ status: result.status, reason: result.reason }, { status: 1, reason: "setup" });
    assert.match(result.error, error);
    assert.equal(err, `${result.error}\n`);
  });
}

test("https, and a certificate that nobody vouches for", async () => {
  const tls = (name: string) => readFileSync(resolve("fixtures/agents/tls", name));
  const server = createSecureServer({ key: tls("key.pem"), cert: tls("cert.pem") }, (_, response) => {
    response.end(event("safe") + done);
  });
  const before = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  await listening(server, async (port) => {
    const env = { ...codex, JAIPH_CODEX_API_URL: `https://localhost:${port}/` };
    failed(await askStandIn({ env }), "jaiph: codex API request failed: self-signed certificate");
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    assert.deepEqual((await askStandIn({ env })).result, { ok: true, answer: "safe" });
  }).finally(() => {
    if (before === undefined) delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    else process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = before;
  });
});

const codex = { JAIPH_AGENT_BACKEND: "codex", OPENAI_API_KEY: "k-123" };

function askServer(listener: RequestListener, question: Question = {}): Promise<Reply> {
  return listening(createServer(listener), (port) => {
    const url = `http://127.0.0.1:${port}/v1/chat?key=1`;
    return askStandIn({ ...question, env: { ...codex, JAIPH_CODEX_API_URL: url, ...question.env } });
  });
}

async function listening<T>(server: Server, work: (port: number) => Promise<T>): Promise<T> {
  await new Promise<void>((ready) => server.listen(0, "localhost", ready));
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Resolves when the bytes are on their way, so that they travel apart from the next. */
function send(response: ServerResponse, bytes: string | Buffer): Promise<void> {
  return new Promise((sent) => response.write(bytes, () => setImmediate(sent)));
}

function keepTalking(response: ServerResponse): void {
  response.on("error", () => {});
  const talk = () => {
    if (!response.destroyed) response.write(event("and another thing"), () => setImmediate(talk));
  };
  talk();
}

function failed({ result, err }: Reply, error: string | RegExp): void {
  assert.ok(!result.ok, JSON.stringify(result));
  assert.deepEqual({ status: result.status, reason: result.reason }, { status: 1, reason: "transport" });
  if (typeof error === "string") assert.equal(result.error, error);
  else assert.match(result.error, error);
  assert.equal(err, `${result.error}\n`);
}
