// In: file texts and offsets. Out: spans, positions, source files, the diagnostics table, the workspace root.
// Knows nothing of any language; its one touch of the disk is making folders, for all who write.
export { orderDiagnostics } from "./diagnostics/order.ts";
export {
  type Diagnostic,
  type DiagnosticId,
  type DiagnosticParams,
  diagnostics,
  hasErrors,
  report,
} from "./diagnostics/registry.ts";
export { makeFolders } from "./make-folders.ts";
export { SourceFile } from "./source-file.ts";
export { type FileId, fileId, type Position, type Span } from "./span.ts";
export { detectWorkspace } from "./workspace.ts";
