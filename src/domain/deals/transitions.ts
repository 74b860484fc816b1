import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Reader } from "../scope";
import { type DealStatus, statusOf } from "./deal";

export type DealTransition = "win" | "lose" | "reopen";

/** How a deal goes from one state to another (policy 5.3.2); whatever is not here cannot be. */
export const dealTransitions = {
  win: { from: ["open"], to: "won", action: "deal.won" },
  lose: { from: ["open"], to: "lost", action: "deal.lost" },
  reopen: { from: ["won", "lost"], to: "open", action: "deal.reopened" },
} as const satisfies Record<
  DealTransition,
  { from: readonly DealStatus[]; to: DealStatus; action: `deal.${string}` }
>;

/** Whether a deal in this state can go that way. */
export const canGo = (transition: DealTransition, status: DealStatus): boolean =>
  dealTransitions[transition].from.some((each) => each === status);

/**
 * What somebody is told whose change came too late: who won, lost or reopened the deal, and when; where it is in the state
 * they saw, that it was edited.
 */
export async function dealOvertaken(reader: Reader, id: number, seen: DealStatus): Promise<DomainError> {
  const reference = referenceOf("deal", id);
  const deal = await reader.deal.findUnique({ where: { id }, select: { status: true } });
  if (!deal) return new DomainError({ code: "NOT_FOUND", reference });
  const status = statusOf(deal.status);
  if (status === seen) return new DomainError({ code: "STALE_FORM", reference });
  const actions = Object.values(dealTransitions).flatMap(({ to, action }) => (to === status ? [action] : []));
  return changedBefore(reader, id, status === "open" ? "reopened" : status, actions);
}

/** The CONFLICT that names who did the last of `actions` to a deal, and when. */
export async function changedBefore(
  reader: Reader,
  id: number,
  status: string,
  actions: readonly string[],
): Promise<DomainError> {
  const entry = await reader.auditEntry.findFirst({
    where: { subjectKind: "deal", subjectId: id, action: { in: [...actions] } },
    orderBy: { id: "desc" },
  });
  const person = entry?.actorId
    ? await reader.person.findUnique({ where: { id: entry.actorId }, select: { name: true } })
    : null;
  return new DomainError({
    code: "CONFLICT",
    reference: referenceOf("deal", id),
    status,
    by: person?.name ?? null,
    at: entry?.at ?? null,
  });
}
