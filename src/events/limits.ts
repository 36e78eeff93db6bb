/** Characters of a step's output that its `STEP_END` carries. */
export const contentLimit = 1_048_576;
/** Characters of a prompt's text that its `PROMPT_START` carries. */
export const previewLimit = 120;
/** Ends a payload preview that does not hold the whole payload. */
export const ellipsis = "...";
