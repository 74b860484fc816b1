import { listComplaints } from "../../domain/complaints/list-complaints";
import { allTexts } from "../../i18n/choose-texts";
import type { Card } from "../../ui/card";
import type { Context } from "../context";
import { type ListChoice, listCard } from "./cards";

/** Words behind "list", in any language: whose, and whether the resolved too. */
export function readChoice(typed: string): ListChoice {
  const words = typed.normalize("NFKC").toLowerCase().trim().split(/\s+/);
  const says = (pick: (texts: (typeof allTexts)[number]) => readonly string[]): boolean =>
    allTexts.some((texts) => pick(texts).some((word) => words.includes(word)));
  return {
    whose: says(({ complaints }) => complaints.wordsForAll) ? "all" : "mine",
    state: says(({ complaints }) => complaints.wordsForResolved) ? "all" : "open",
  };
}

export async function complaintList(context: Context, choice: ListChoice, page = 1): Promise<Card> {
  return listCard(context, choice, await listComplaints(context, { ...choice, page }));
}
