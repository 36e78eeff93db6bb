/**
 * A process that leads a session of its own, and all that it starts: children, their children, and those that went to
 * other sessions.
 */
export interface Family {
  readonly leader: number;
  /** One segment of the value of `markVariable` in the environment of every member. */
  readonly mark: string;
  /** Members found before, each with the start of its process: what was a member once stays one. */
  readonly known: Map<number, string>;
}

/**
 * Added to the environment of each process that we start. A descendant that has left the session (setsid) is still
 * known by it. The value is a path: a script that runs jaiph again adds a segment for each process of that run.
 */
export const markVariable = "JAIPH_STEP_MARK";

export function withMark(env: Readonly<Record<string, string>>, mark: string): Record<string, string> {
  const outer = env[markVariable];
  return { ...env, [markVariable]: outer ? `${outer}/${mark}` : mark };
}

/** The marks in an environment as the system keeps it: assignments that end with a NUL. */
export function marksIn(environment: string): readonly string[] {
  const start = environment.indexOf(`${markVariable}=`);
  if (start === -1) return [];
  const end = environment.indexOf("\0", start);
  return environment.slice(start + markVariable.length + 1, end === -1 ? undefined : end).split("/");
}
