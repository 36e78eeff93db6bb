/** Words that no parameter can be named, and that are no variables where a bare name is read. */
export const reservedWords: ReadonlySet<string> = new Set([
  ...["run", "ensure", "prompt", "return", "fail", "log", "logerr", "if", "else", "not", "const", "local"],
  ...["match", "import", "export", "workflow", "rule", "script", "channel", "config", "catch", "async"],
  ...["returns", "send", "true", "false"],
]);

export const identifier = /^[A-Za-z_]\w*$/;
