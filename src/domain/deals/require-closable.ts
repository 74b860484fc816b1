import { DomainError } from "../errors";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope } from "../scope";
import { type Deal, mayEditDeal, requireDeal } from "./deal";
import { dealOvertaken } from "./transitions";

/**
 * An open deal that the actor may close: its owner, and whoever may change other people's. `revision`: as it was when the form
 * was opened. Throws NOT_FOUND, NOT_ALLOWED, CONFLICT where somebody closed it already, STALE_FORM where it was edited.
 */
export async function requireClosable(scope: Scope, id: number, revision: number | null): Promise<Deal> {
  const deal = await requireDeal(scope, id);
  if (!mayEditDeal(scope.policy, scope.actor, { ...deal, status: "open" }))
    await requirePermission(scope, "deal.edit_any");
  if (deal.status !== "open") throw await dealOvertaken(scope.db, id, "open");
  if (revision !== null && deal.revision !== revision)
    throw new DomainError({ code: "STALE_FORM", reference: referenceOf("deal", id) });
  return deal;
}
