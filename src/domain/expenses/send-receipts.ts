import { enqueue, type Job } from "../outbox";
import type { Scope } from "../scope";
import { showClaim } from "./load-claim";

/** Sends a claim's receipts to the actor's direct conversation, once they may see it. Returns how many. */
export async function sendReceipts(scope: Scope, claimId: number): Promise<number> {
  const claim = await showClaim(scope, claimId);
  await enqueue(
    scope.db,
    claim.receipts.map(
      ({ id }): Job => ({ task: "send-file", fileId: id, personId: scope.actor.id, platform: scope.via }),
    ),
  );
  return claim.receipts.length;
}
