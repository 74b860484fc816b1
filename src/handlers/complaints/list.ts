import { listComplaints } from "../../domain/complaints/list-complaints";
import type { Card } from "../../ui/card";
import type { Context } from "../context";
import { saysAny, whoseIn } from "../verb-words";
import { type ListChoice, listCard } from "./list-card";

/** Words behind "list", in any language: whose, and whether the resolved too. */
export function readChoice(typed: string): ListChoice {
  return {
    whose: whoseIn(typed),
    state: saysAny(typed, ({ complaints }) => complaints.wordsForResolved) ? "all" : "open",
  };
}

export async function complaintList(context: Context, choice: ListChoice, page = 1): Promise<Card> {
  return listCard(context, choice, await listComplaints(context, { ...choice, page }));
}
