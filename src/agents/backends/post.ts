import { once } from "node:events";
import type { IncomingMessage } from "node:http";

interface Posting {
  readonly url: URL;
  readonly key: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Posts JSON with a bearer key. Resolves with the head of the response, rejects when there is none. */
export async function post({ url, key, body, signal }: Posting): Promise<IncomingMessage> {
  const { request } = url.protocol === "https:" ? await import("node:https") : await import("node:http");
  const call = request(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
    // A connection of its own: nothing stays open after the answer.
    agent: false,
    signal,
  });
  const head = once(call, "response");
  call.end(body);
  const [response] = await head;
  // From here on the response reports the same errors.
  call.on("error", () => {});
  return response;
}
