import { DateTime } from "luxon";
import { beginImport } from "../../src/domain/imports/decide-import";
import { requireRun } from "../../src/domain/imports/import-run";
import { startImport } from "../../src/domain/imports/start-import";
import { workOnImport } from "../../src/domain/imports/work-on-import";
import { rolesOf } from "../../src/domain/people/identify";
import { may } from "../../src/domain/people/permissions";
import type { Scope } from "../../src/domain/scope";
import { serve } from "../serve";
import { type FileKind, fileOf } from "./files";
import { openCompany, withMemory } from "./in-process";

/** A file handed in and taken in, in a process of its own, as the queue does it: "<rows> <kind of file>". */
async function main(): Promise<void> {
  const { db, policy, timeZone, currency } = await openCompany();

  async function importer(): Promise<Scope> {
    const people = await db.client.person.findMany({ where: { active: true }, orderBy: { id: "asc" } });
    const actor = people
      .map((person) => ({ ...person, roles: rolesOf(person.roles) }))
      .find((person) => may(policy, person, "customer.import"));
    if (!actor) throw new Error("nobody may import");
    const now = DateTime.now().setZone(timeZone);
    return { db: db.client, policy, timeZone, currency, now, actor, via: "slack", origin: "bench" };
  }

  async function run(kind: FileKind, rows: number) {
    const scope = await importer();
    const content = fileOf(kind, rows);
    const work = (id: number) =>
      workOnImport(scope, id, async () => ({
        line: "Line",
        refusedBecause: "Refused because",
        explain: (_kind, problems) => problems.map(({ column, rule }) => `${column}: ${rule}`).join("; "),
      }));
    return withMemory(async () => {
      const startedAt = Date.now();
      const { id } = await startImport(scope, { name: `${kind}.csv`, content });
      await work(id);
      const shownAt = Date.now();
      await beginImport(scope, id);
      while ((await requireRun(scope, id)).status === "running") await work(id);
      const { added, changed, unchanged, rejected } = await requireRun(scope, id);
      return {
        previewSeconds: (shownAt - startedAt) / 1000,
        seconds: (Date.now() - shownAt) / 1000,
        counts: { added, changed, unchanged, rejected },
        fileMegabytes: content.length / 2 ** 20,
      };
    });
  }

  const kinds: readonly FileKind[] = ["customers", "contacts", "deals"];
  const sizes = [1_000, 10_000, 100_000];
  const answers = sizes.flatMap((rows) =>
    kinds.map((kind) => [`${rows} ${kind}`, () => run(kind, rows)] as const),
  );
  serve(0, () => db.close(), Object.fromEntries(answers));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
