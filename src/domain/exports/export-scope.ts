import type { Locale } from "../../policy/locales";
import { maySeeDeals } from "../deals/deal";
import type { ImportKind } from "../imports/columns";
import { may } from "../people/permissions";
import type { Scope } from "../scope";

export type ExportWhose = "mine" | "all";

/** In which language what is exported is headed, and what its files are called. */
export interface ExportWords {
  locale: Locale;
  kinds: Readonly<Record<ImportKind, string>>;
}

/** Whether somebody may take with them what others own (policy 8.1): of deals they must be able to see it, too. */
export const mayExportAll = ({ policy, actor }: Pick<Scope, "policy" | "actor">, kind: ImportKind): boolean =>
  may(policy, actor, "customer.export_any") && (kind !== "deals" || maySeeDeals(policy, actor));
