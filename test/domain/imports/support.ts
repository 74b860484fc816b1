import { beginImport } from "../../../src/domain/imports/decide-import";
import { type ImportRun, loadRun, refusedRows } from "../../../src/domain/imports/import-run";
import { startImport } from "../../../src/domain/imports/start-import";
import { workOnImport } from "../../../src/domain/imports/work-on-import";
import type { Scope } from "../../../src/domain/scope";

/** A file handed in and taken in by somebody, as the queue does it. */
export class Importing {
  constructor(private readonly scope: () => Scope) {}

  async read(lines: readonly string[], name = "file.csv"): Promise<ImportRun> {
    const content = Buffer.from(`${lines.join("\n")}\n`);
    const { id } = await startImport(this.scope(), { name, content });
    await this.work(id);
    return this.now(id);
  }

  /** Does what the queue would do next. */
  work(id: number, scope = this.scope()): Promise<void> {
    return workOnImport(scope, id, async () => ({
      line: "Line",
      refusedBecause: "Refused because",
      explain: (_kind, problems) => problems.map(({ column, rule }) => `${column}: ${rule}`).join("; "),
    }));
  }

  async now(id: number): Promise<ImportRun> {
    const run = await loadRun(this.scope().db, id);
    if (!run) throw new Error("there is no such run");
    return run;
  }

  /** Until the run has ended. */
  async takeIn({ id }: Pick<ImportRun, "id">): Promise<ImportRun> {
    await beginImport(this.scope(), id);
    while ((await this.now(id)).status === "running") await this.work(id);
    return this.now(id);
  }

  async whole(lines: readonly string[]): Promise<ReturnType<typeof countsOf>> {
    return countsOf(await this.takeIn(await this.read(lines)));
  }

  /** Line and first broken rule of every refused row. */
  async refused({ id }: Pick<ImportRun, "id">): Promise<[number, string | null, string | undefined][]> {
    const rows = await refusedRows(this.scope().db, id, { most: 100 });
    return rows.map(({ line, problems }) => [line, problems[0]?.column ?? null, problems[0]?.rule]);
  }
}

export const countsOf = ({ added, changed, unchanged, rejected }: ImportRun) => ({
  added,
  changed,
  unchanged,
  rejected,
});
