import { DomainError } from "../errors";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import { dropSaleVisits } from "../return-visits/start-visits";
import type { Scope } from "../scope";
import { type Deal, requireDeal } from "./deal";
import { goThrough } from "./go-through";
import { canGo, dealOvertaken } from "./transitions";

/**
 * Opens a deal again that was closed by mistake; its return visits that are due are dropped. One for which money was received
 * stays won until its payments are voided. Throws NOT_FOUND, NOT_ALLOWED, WRONG_STATE, or CONFLICT, saying who and when,
 * where it is open again already.
 */
export async function reopenDeal(scope: Scope, id: number): Promise<Deal> {
  const deal = await requireDeal(scope, id);
  await requirePermission(scope, "deal.edit_any");
  if (!canGo("reopen", deal.status)) throw await reopenedBefore(scope, deal);
  const empty = { closedOn: null, closedAt: null, lostReason: null, lostNote: null, payableOn: null };
  return goThrough(scope, deal, "reopen", {
    data: empty,
    before: {
      closedOn: deal.closedOn?.toISOString().slice(0, 10) ?? null,
      payableOn: deal.payableOn?.toISOString().slice(0, 10) ?? null,
      lostReason: deal.lostReason,
      lostNote: deal.lostNote,
    },
    after: { closedOn: null, payableOn: null, lostReason: null, lostNote: null },
    follows: async (transaction, { received }) => {
      requireNothing(received, id);
      await dropSaleVisits(transaction, id);
    },
  });
}

/** A deal that was never closed is just open; nobody was faster. */
async function reopenedBefore(scope: Scope, { id, status }: Deal): Promise<DomainError> {
  const overtaken = await dealOvertaken(scope.db, id, "lost");
  const nobody = overtaken.problem.code === "CONFLICT" && overtaken.problem.by === null;
  return nobody
    ? new DomainError({ code: "WRONG_STATE", reference: referenceOf("deal", id), status })
    : overtaken;
}

function requireNothing(received: bigint, id: number): void {
  if (received > 0n)
    throw new DomainError({ code: "WRONG_STATE", reference: referenceOf("deal", id), status: "part_paid" });
}
