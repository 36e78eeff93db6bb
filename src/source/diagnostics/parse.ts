import { configDiagnostics } from "./parse-config.ts";
import { controlDiagnostics } from "./parse-control.ts";
import { itemDiagnostics } from "./parse-items.ts";
import { scriptDiagnostics } from "./parse-scripts.ts";
import { stepDiagnostics } from "./parse-steps.ts";
import { stringDiagnostics } from "./parse-strings.ts";

/** Text that does not form a program. */
export const parseDiagnostics = {
  ...itemDiagnostics,
  ...scriptDiagnostics,
  ...stringDiagnostics,
  ...configDiagnostics,
  ...stepDiagnostics,
  ...controlDiagnostics,
};
