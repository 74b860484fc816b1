import { type Deal, loadDeal } from "../../domain/deals/deal";
import { newsOfDeal, whoHearsOfDeal } from "../../domain/deals/who-hears";
import type { Texts } from "../../i18n/texts";
import { type Context, type DrumbeatNotice, forChannel } from "../context";
import { celebrationCard, dealCard } from "./deal-card";

type Say = (notices: Texts["deals"]["notices"], by: string) => string;

/** Told to the deal's owner, where somebody else did it; `still`: the state in which it is worth saying. */
function toOwner(name: string, action: string, still: Deal["status"] | null, say: Say): DrumbeatNotice {
  return {
    name,
    people: ({ db }, id) => whoHearsOfDeal(db, id, action),
    card: async (context, id) => {
      const deal = await loadDeal(context.db, id);
      const by = (await newsOfDeal(context.db, id, action))?.by ?? null;
      if (!deal) return null;
      const said =
        by && !forChannel(context) && (still === null || deal.status === still)
          ? [say(context.texts.deals.notices, by.name)]
          : [];
      return dealCard(context, deal, said);
    },
  };
}

const wonForOwner = toOwner("deal.won", "deal.won", "won", ({ wonForYou }, by) => wonForYou(by));

/** Celebrated in the channel that the policy names; nobody is told directly but an owner whose deal another closed. */
const won: DrumbeatNotice = {
  ...wonForOwner,
  viewers: async () => [],
  card: async (context, id) => {
    if (!forChannel(context)) return wonForOwner.card(context, id, "deal");
    const deal = await loadDeal(context.db, id);
    if (!deal) return null;
    // Opened again, there is nothing to celebrate: the same message tells how it stands.
    return deal.status === "won" ? celebrationCard(context, deal) : dealCard(context, deal);
  },
};

/** Each payment is told to the deal's owner (policy 5.3.2). */
const paid: DrumbeatNotice = {
  name: "deal.paid",
  people: ({ db }, id) => whoHearsOfDeal(db, id, "deal.payment_recorded"),
  card: async (context, id) => {
    const deal = await loadDeal(context.db, id);
    return deal && dealCard(context, deal, latestPayment(context, deal));
  },
};

function latestPayment({ texts, reader }: Context, { payments, currency }: Deal): string[] {
  const standing = payments.filter(({ voidedAt }) => voidedAt === null);
  const [latest] = standing.sort((one, other) => other.id - one.id);
  return latest ? [texts.deals.notices.paid(reader.money(latest.amountMinor, currency))] : [];
}

export const notices: readonly DrumbeatNotice[] = [
  toOwner("deal.opened", "deal.opened", "open", ({ openedForYou }, by) => openedForYou(by)),
  won,
  toOwner("deal.lost", "deal.lost", "lost", ({ lostForYou }, by) => lostForYou(by)),
  toOwner("deal.reopened", "deal.reopened", "open", ({ reopened }, by) => reopened(by)),
  paid,
  toOwner("deal.payment-voided", "deal.payment_voided", null, ({ paymentVoided }) => paymentVoided),
];
