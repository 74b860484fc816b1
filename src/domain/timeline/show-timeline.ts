import { z } from "zod";
import { type Customer, requireCustomer } from "../customers/customer";
import { maySeeDeals } from "../deals/deal";
import { may } from "../people/permissions";
import type { Scope } from "../scope";
import { type TimelineCursor, timelineSql } from "./timeline-parts";

export const eventsPerPage = 20;

const minor = z.string().transform(BigInt);
const money = { amount: minor, currency: z.string() };
const day = z.iso.date().transform((text) => new Date(`${text}T00:00:00Z`));
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const base = { at: z.date(), id: z.number(), person: z.string().nullable() };
const event = <K extends string, F extends z.ZodRawShape>(kind: K, facts: F) =>
  z.object({ ...base, kind: z.literal(kind), facts: z.object(facts) });

const timelineEvent = z.discriminatedUnion("kind", [
  event("logged", {}),
  event("touched", {
    touch: z.string(),
    outcome: z.string(),
    note: z.string().nullable(),
    more: z.boolean().nullable(),
    personId: z.number(),
    loggedAt: moment,
  }),
  event("touch_taken_back", { touch: z.string(), by: z.string(), at: moment }),
  event("follow_up_moved", { from: day, to: day }),
  event("deal_opened", { product: z.string(), ...money }),
  event("deal_closed", { won: z.boolean(), reason: z.string().nullable(), ...money }),
  event("paid", { deal: z.number(), ...money }),
  event("visited", { score: z.number().nullable() }),
  event("complaint_recorded", { severity: z.string() }),
  event("complaint_resolved", {}),
  event("complaint_reopened", {}),
  event("graded", { before: z.string(), after: z.string() }),
  event("owned", { how: z.string(), owner: z.string() }),
  event("pooled", { ended: z.string(), owner: z.string() }),
  event("merged", { other: z.number() }),
  event("unmerged", { other: z.number() }),
]);
/** Something that happened with a customer. `id` is the record's, `person` whoever did it, where that is kept. */
export type TimelineEvent = z.output<typeof timelineEvent>;

export interface Timeline {
  customer: Customer;
  events: TimelineEvent[];
  /** Where the next page begins; null on the last. */
  older: TimelineCursor | null;
}

/**
 * Everything that happened with a customer, newest first, 20 a page (policy 5.3.1): touches, also taken back, follow-ups, deals and payments,
 * return visits, complaints, grades, owners, merges. Of deals and complaints only those the actor may see. Throws NOT_FOUND.
 */
export async function showTimeline(
  scope: Scope,
  customerId: number,
  after: TimelineCursor | null = null,
): Promise<Timeline> {
  const customer = await requireCustomer(scope, customerId);
  const { policy, actor } = scope;
  const own = customer.ownerId === actor.id;
  const sight = {
    actorId: actor.id,
    deals: own || maySeeDeals(policy, actor) ? "all" : "own",
    complaints: own || may(policy, actor, "complaint.view_any") ? "all" : "own",
  } as const;
  const rows = await scope.db.$queryRaw<object[]>(
    timelineSql(customerId, sight, { after, count: eventsPerPage + 1 }),
  );
  const events = z.array(timelineEvent).parse(rows.slice(0, eventsPerPage));
  const last = rows.length > eventsPerPage ? events.at(-1) : undefined;
  return { customer, events, older: last ? { at: last.at, kind: last.kind, id: last.id } : null };
}
