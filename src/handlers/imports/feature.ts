import { importKinds } from "../../domain/imports/columns";
import { beginImport, cancelImport, chooseImport } from "../../domain/imports/decide-import";
import { requireRun } from "../../domain/imports/import-run";
import { newOwners } from "../../domain/imports/import-scope";
import { replaceCard } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { requireId } from "../require-reference";
import { importCard } from "./cards";
import { exportAction, exportByButton } from "./export";
import { hearTable } from "./hear-table";
import { notices } from "./notices";

/** Customers, contacts and deals as files (policy 8.1); `/customer import` says how they come in, `export` hands them out. */
export const imports: DrumbeatFeature = {
  name: "imports",
  actions: {
    [exportAction]: exportByButton,
    "import.show": async (context, id) =>
      replaceCard(await importCard(context, await requireRun(context, requireId(id)))),
    "import.begin": async (context, id) =>
      replaceCard(await importCard(context, await beginImport(context, requireId(id)))),
    "import.cancel": async (context, id) =>
      replaceCard(await importCard(context, await cancelImport(context, requireId(id)))),
    /** The id is the run's, what is chosen, and how: "1001:owner:pool", "1001:kind:deals". */
    "import.choose": async (context, id) => {
      const [runId = "", what, chosen] = id.split(":");
      const kind = what === "kind" ? importKinds.find((each) => each === chosen) : undefined;
      const newOwner = what === "owner" ? newOwners.find((each) => each === chosen) : undefined;
      const run = await chooseImport(context, requireId(runId), { kind, newOwner });
      return replaceCard(await importCard(context, run));
    },
  },
  messages: hearTable,
  notices,
};
