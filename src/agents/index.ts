// In: the text of a prompt and the effective settings. Out: the agent's answer, and its transcript as it comes.
// Knows no syntax, no steps and no terminal.
export type * from "./agent.ts";
