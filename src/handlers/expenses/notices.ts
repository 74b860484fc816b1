import { loadClaim } from "../../domain/expenses/load-claim";
import type { Texts } from "../../i18n/texts";
import type { Notice } from "../../ui/feature";
import type { Context } from "../context";
import { claimCard } from "./claim-card";

/** A notice to whoever filed the claim. */
function toClaimant(name: string, lead: (texts: Texts) => string): Notice<Context> {
  return {
    name,
    audience: async ({ db }, id) => {
      const claim = await loadClaim(db, id);
      return { people: claim ? [claim.claimant.id] : [], channels: [] };
    },
    card: (context, id) => drawn(context, id, lead),
  };
}

async function drawn(context: Context, id: number, lead: (texts: Texts) => string) {
  const claim = await loadClaim(context.db, id);
  return claim && claimCard(context, claim, lead(context.texts));
}

/** Where the claim stands decides what its decision is called. */
const decided: Notice<Context> = {
  ...toClaimant("expense.decided", () => ""),
  card: async (context, id) => {
    const claim = await loadClaim(context.db, id);
    if (!claim) return null;
    const { notices } = context.texts.expenses;
    const leads = {
      approved: notices.approved,
      paid: notices.paid,
      rejected: notices.rejected,
      returned: notices.returned,
    };
    const lead = claim.status === "pending" || claim.status === "withdrawn" ? undefined : leads[claim.status];
    return claimCard(context, claim, lead);
  },
};

export const expenseNotices: readonly Notice<Context>[] = [
  toClaimant("expense.filed", (texts) => texts.expenses.notices.filed),
  decided,
  toClaimant("expense.paid", (texts) => texts.expenses.notices.paid),
];
