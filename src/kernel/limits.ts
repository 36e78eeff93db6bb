/** What a run may use, from the caller's environment. */
export interface Limits {
  /** Frames that may be open around a step. */
  readonly recursion: number;
  /** Bytes of one captured output. */
  readonly capture: number;
  /** Scripts and prompts at a time. */
  readonly processes: number;
}

type ReadLimits =
  | { readonly ok: true; readonly value: Limits }
  /** One line for the user. */
  | { readonly ok: false; readonly error: string };

const variables = {
  recursion: { name: "JAIPH_RECURSION_DEPTH_LIMIT", otherwise: 256 },
  capture: { name: "JAIPH_CAPTURE_LIMIT", otherwise: 64 * 1024 * 1024 },
  processes: { name: "JAIPH_MAX_PROCESSES", otherwise: 64 },
} satisfies Record<keyof Limits, unknown>;

/** The limits of a run; to be asked for before anything of it exists. */
export function readLimits(env: Readonly<Record<string, string | undefined>>): ReadLimits {
  const limits = { recursion: 0, capture: 0, processes: 0 };
  for (const key of ["recursion", "capture", "processes"] as const) {
    const { name, otherwise } = variables[key];
    const text = env[name] ?? "";
    if (text !== "" && !/^0*[1-9]\d{0,14}$/.test(text))
      return { ok: false, error: `${name} must be a positive integer, but is "${text}"` };
    limits[key] = text === "" ? otherwise : Number(text);
  }
  return { ok: true, value: limits };
}
