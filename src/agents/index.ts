// In: the text of a prompt and the effective settings. Out: the agent's answer, and its transcript as it comes.
// Knows no syntax, no steps and no terminal.
export type * from "./agent.ts";
export { createAsk } from "./ask.ts";
export { agentSettings, chooseModel, displayName } from "./settings.ts";
export { parseTypedAnswer, type SchemaField, schemaInstruction, type TypedAnswer } from "./typed-answer.ts";
