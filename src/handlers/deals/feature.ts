import { replaceCard } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { requireId } from "../require-reference";
import {
  openEdit,
  openLost,
  openWon,
  pressMove,
  pressReopen,
  submitEdit,
  submitLost,
  submitWon,
} from "./change-deal";
import { dealCommand, show } from "./command";
import { dealList } from "./list-card";
import { newDeal, newDealForCustomer, submitDeal } from "./new-deal";
import { notices } from "./notices";
import { openPayment, openVoid, submitPayment, submitVoid } from "./payments";

/** Deals and what is paid for them in chat (policy 5.3.2). */
export const deals: DrumbeatFeature = {
  name: "deals",
  commands: [dealCommand],
  actions: {
    "deal.new": (context) => newDeal(context, ""),
    "deal.new-for-customer": newDealForCustomer,
    "deal.show": (context, id) => show(context, requireId(id)),
    "deal.edit": (context, id) => openEdit(context, requireId(id)),
    "deal.win": (context, id) => openWon(context, requireId(id)),
    "deal.lose": (context, id) => openLost(context, requireId(id)),
    "deal.move": pressMove,
    "deal.reopen": pressReopen,
    "deal.payment": openPayment,
    "deal.void": openVoid,
    /** The id is whose, which, and the page: "mine:open:2". */
    "deal.list": async (context, id) => {
      const [whose, state, page = ""] = id.split(":");
      const choice = {
        whose: whose === "all" ? "all" : "mine",
        state: state === "all" ? "all" : "open",
      } as const;
      return replaceCard(await dealList(context, choice, requireId(page)));
    },
  },
  forms: {
    "deal.new": submitDeal,
    "deal.edit": submitEdit,
    "deal.won": submitWon,
    "deal.lost": submitLost,
    "deal.payment": submitPayment,
    "deal.void": submitVoid,
  },
  notices,
};
