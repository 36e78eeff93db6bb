import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface RunMeta {
  readonly status: number;
  readonly runDir: string;
  readonly summaryFile: string;
}

/** Leaves beside the emitted scripts where the records of the run are. */
export function writeMetaFile(dir: string, { status, runDir, summaryFile }: RunMeta): void {
  const path = join(dir, `.jaiph-run-meta-${Date.now()}-${process.pid}.txt`);
  writeFileSync(path, `status=${status}\nrun_dir=${runDir}\nsummary_file=${summaryFile}\n`);
}
