import type { ClaimStatus } from "../../domain/expenses/claim";
import { type Claim, loadClaim } from "../../domain/expenses/load-claim";
import type { Texts } from "../../i18n/texts";
import type { Notice } from "../../ui/feature";
import { type Context, forChannel } from "../context";
import { claimCard, claimNewsCard } from "./claim-card";

/** A notice to whoever filed the claim. */
function toClaimant(
  name: string,
  draw: typeof claimCard,
  lead: (texts: Texts, claim: Claim) => string | undefined,
): Notice<Context> {
  return {
    name,
    people: async ({ db }, id) => {
      const claim = await loadClaim(db, id);
      return claim ? [claim.claimant.id] : [];
    },
    card: async (context, id) => {
      const claim = await loadClaim(context.db, id);
      return claim && draw(context, claim, forChannel(context) ? undefined : lead(context.texts, claim));
    },
  };
}

/** Where a claim stands decides what its decision is called; filed anew or withdrawn since, it has none. */
const decisions = {
  approved: "approved",
  // The notice of the payment tells that.
  paid: null,
  rejected: "rejected",
  returned: "returned",
  pending: null,
  withdrawn: null,
} as const satisfies Record<ClaimStatus, keyof Texts["expenses"]["notices"] | null>;

export const expenseNotices: readonly Notice<Context>[] = [
  // Said of a claim that waits: once it is decided, the same copy tells that by its state.
  toClaimant("expense.filed", claimCard, ({ expenses }, { status }) =>
    status === "pending" ? expenses.notices.filed : undefined,
  ),
  toClaimant("expense.decided", claimNewsCard, ({ expenses }, { status }) => {
    const decision = decisions[status];
    return decision === null ? undefined : expenses.notices[decision];
  }),
  toClaimant("expense.paid", claimNewsCard, (texts) => texts.expenses.notices.paid),
];
