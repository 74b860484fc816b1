import type { ImportKind } from "../imports/columns";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type ExportWhose, mayExportAll } from "./export-scope";
import { countRecords } from "./records";

/**
 * Has a file written of the actor's own customers, their contacts, or their deals, or of everybody's, and sent to them
 * (policy 8.1). Returns how many records there are; with none no file follows. Throws NOT_ALLOWED.
 */
export async function askExport(
  scope: Scope,
  { kind, whose }: { kind: ImportKind; whose: ExportWhose },
): Promise<number> {
  if (whose === "all" && !mayExportAll(scope, kind)) {
    await requirePermission(scope, "customer.export_any");
    await requirePermission(scope, "deal.view_any");
  }
  const count = await countRecords(scope.db, kind, whose === "mine" ? scope.actor.id : null);
  if (count === 0) return 0;
  await enqueue(scope.db, [
    {
      task: "export",
      export: { personId: scope.actor.id, platform: scope.via, kind, whose, after: 0, part: 1 },
    },
  ]);
  return count;
}
