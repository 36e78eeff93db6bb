const defaultLimit = 64;

export type ProcessCount =
  | { readonly ok: true; readonly count: number }
  | { readonly ok: false; readonly error: string };

/** How many processes may run at a time, from `JAIPH_MAX_PROCESSES`. */
export function processCount(text: string | undefined): ProcessCount {
  if (text === undefined || text === "") return { ok: true, count: defaultLimit };
  if (/^0*[1-9]\d{0,5}$/.test(text)) return { ok: true, count: Number(text) };
  return { ok: false, error: `JAIPH_MAX_PROCESSES must be a positive integer, but is "${text}"` };
}
