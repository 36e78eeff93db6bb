const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `listener` once when `signal` aborts; returns how to forget it. A signal gets one real listener, however many
 * processes hang on it: Node warns of a leak from the eleventh on.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  let own = listeners.get(signal);
  if (!own) {
    own = new Set();
    listeners.set(signal, own);
  }
  if (own.size === 0) signal.addEventListener("abort", callAll);
  own.add(listener);
  const all = own;
  return () => {
    if (all.delete(listener) && all.size === 0) signal.removeEventListener("abort", callAll);
  };
}

function callAll(this: AbortSignal): void {
  for (const listener of listeners.get(this) ?? []) listener();
}
