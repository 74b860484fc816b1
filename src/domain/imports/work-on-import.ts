import type { Company } from "../scope";
import { type ImportWords, loadRun } from "./import-run";
import { stageRows } from "./stage-rows";
import { takeInNext } from "./take-in";

/**
 * Goes on with a run where it is: its file is read, or its next rows are taken in. `wordsFor` are those of whoever handed it in.
 */
export async function workOnImport(
  company: Company,
  importId: number,
  wordsFor: (personId: number) => Promise<ImportWords>,
): Promise<void> {
  const run = await loadRun(company.db, importId);
  if (run?.status === "reading") await stageRows(company, run);
  if (run?.status === "running") await takeInNext(company, run, await wordsFor(run.personId));
}
