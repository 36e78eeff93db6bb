/** Why emitted files could not be written, in one sentence for the user. */
export interface WriteFailure {
  readonly message: string;
}

export function writeFailure(what: string, error: unknown): WriteFailure {
  return { message: `${what}: ${error instanceof Error ? error.message : String(error)}` };
}
