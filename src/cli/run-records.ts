import { isAbsolute, join } from "node:path";
import {
  type Bus,
  createBus,
  createRedactor,
  createRunDirectory,
  journalName,
  type OnRecordFailure,
  type Opened,
  openJournal,
  type Redactor,
  type RunDirectory,
} from "../events/index.ts";
import type { StopReason } from "../kernel/index.ts";

type Env = Readonly<Record<string, string | undefined>>;

export interface RunRecordsOptions {
  readonly runId: string;
  /** The launch environment: it says where runs belong, how this one is called, and which values are secret. */
  readonly env: Env;
  readonly workspace: string;
  /** Called at the first record that cannot be kept. */
  readonly stop: (reason: StopReason) => void;
}

/** The directory of a run, with its journal already listening to the events. */
export interface RunRecords {
  readonly runId: string;
  readonly directory: RunDirectory;
  readonly bus: Bus;
  readonly redactor: Redactor;
  readonly summaryFile: string;
  /** Why the records are incomplete; undefined while they are whole. */
  lost(): string | undefined;
  close(): void;
}

export function openRunRecords({ runId, env, workspace, stop }: RunRecordsOptions): Opened<RunRecords> {
  const now = Date.now;
  let lost: string | undefined;
  const onFailure: OnRecordFailure = ({ message }) => {
    lost ??= message;
    stop({ kind: "records", message });
  };
  const source = env["JAIPH_SOURCE_FILE"] ?? "";
  const opened = createRunDirectory({ root: runsRoot(env, workspace), source, runId, now, onFailure });
  if (!opened.ok) return opened;
  const directory = opened.value;
  const summaryFile = join(directory.dir, journalName);
  const journal = openJournal({ path: summaryFile, onFailure });
  if (!journal.ok) {
    directory.close();
    return journal;
  }
  const redactor = createRedactor(env);
  const bus = createBus({ runId, now, redactor });
  bus.subscribe(journal.value.write);
  const close = () => {
    journal.value.close();
    directory.close();
  };
  return { ok: true, value: { runId, directory, bus, redactor, summaryFile, lost: () => lost, close } };
}

function runsRoot(env: Env, workspace: string): string {
  const configured = env["JAIPH_RUNS_DIR"] || join(".jaiph", "runs");
  return isAbsolute(configured) ? configured : join(workspace, configured);
}
