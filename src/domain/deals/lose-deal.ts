import { todayOf } from "../calendar/today";
import { storedDay } from "../calendar/working-days";
import {
  requireChoice,
  requireLength,
  requireText,
  typedLine,
  typedParagraph,
} from "../customers/typed-text";
import { Refusals } from "../refusals";
import type { Scope } from "../scope";
import { type Deal, dealLimits } from "./deal";
import { goThrough } from "./go-through";
import { requireClosable } from "./require-closable";

export interface Losing {
  /** A key of the policy's reasons. */
  lostReason: string;
  note: string | null;
  /** Who got it, where that is known. */
  competitor: string | null;
}

/**
 * Closes a deal as lost, today, with the reason (policy 5.3.2). Throws NOT_FOUND, NOT_ALLOWED, INVALID about "lostReason", "note"
 * or "competitor", STALE_FORM; CONFLICT, saying who and when, where it is closed already.
 */
export async function loseDeal(
  scope: Scope,
  id: number,
  revision: number | null,
  lost: Losing,
): Promise<Deal> {
  const deal = await requireClosable(scope, id, revision);
  const { lostReason, note, competitor } = read(scope, lost);
  const closedOn = storedDay(todayOf(scope));
  return goThrough(scope, deal, "lose", {
    data: { lostReason, lostNote: note, competitor, closedOn, closedAt: scope.now.toJSDate() },
    before: { competitor: deal.competitor },
    after: { lostReason, lostNote: note, competitor, closedOn: closedOn.toISOString().slice(0, 10) },
    follows: () => Promise.resolve(),
  });
}

function read({ policy }: Scope, lost: Losing): Losing {
  const refusals = new Refusals();
  const lostReason = refusals.of(() => {
    const key = requireText(lost.lostReason || null, "lostReason");
    requireChoice(key, "lostReason", Object.keys(policy.deals.lost_reasons));
    return key;
  });
  const note = refusals.of(() => {
    const text = typedParagraph(lost.note);
    requireLength(text, "note", dealLimits.note);
    return text;
  });
  const competitor = refusals.of(() => {
    const text = typedLine(lost.competitor);
    requireLength(text, "competitor", dealLimits.line);
    return text;
  });
  if (!lostReason.ok || !note.ok || !competitor.ok) throw refusals.error();
  return { lostReason: lostReason.value, note: note.value, competitor: competitor.value };
}
