import { Prisma } from "../../db/generated/client";
import { holdTurn, nextInTurn } from "../assignment/next-in-turn";
import { audit } from "../audit";
import { requireColleague } from "../customers/customer-input";
import { DomainError } from "../errors";
import { refreshCopies } from "../messages/refresh-copies";
import { enqueue } from "../outbox";
import { moveCustomers } from "../ownership/move-customers";
import { lockPeople } from "../people/administrators";
import { requirePermission } from "../people/permissions";
import type { Scope, Transaction } from "../scope";
import { moveComplaints, moveDeals } from "./move-work";
import { auditMoved, byOwner, type HandoverTo, type Moved } from "./moved";
import { countOwned, type Owned, ownsNothing } from "./what-is-owned";

/** What one of the receivers got. */
export interface Received {
  /** Null for the public pool, and for complaints that nobody answers for now. */
  ownerId: number | null;
  customers: number;
  deals: number;
  complaints: number;
}

/** Milliseconds, for somebody who owned very much. */
const patience = 300_000;

/**
 * Hands over everything that somebody owns, at work or not, in one audited step (policy 5.3.2): customers with their
 * follow-ups, open deals and open complaints, to one colleague, to colleagues in turn, or to the public pool. Deals follow
 * their customer's new owner, and complaints the policy's rule of owners, where they do not go to one colleague; a deal whose
 * customer has no owner then is whoever's hands it over. No limit on how much one may hold applies. Each receiver is told
 * once. Throws NOT_ALLOWED, INVALID about "leaver" or "to". Nothing changes where nothing is owned.
 */
export async function handOver(scope: Scope, fromId: number, to: HandoverTo): Promise<Owned> {
  await requirePermission(scope, "customer.hand_over");
  return scope.db.$transaction(
    async (transaction) => {
      const ids = [fromId, ...(to.kind === "person" ? [to.id] : [])];
      if (to.kind === "in_turn") await holdTurn(transaction);
      await lockPeople(transaction, Prisma.sql`id = any (${ids}::int[])`);
      if (!(await transaction.person.findUnique({ where: { id: fromId }, select: { id: true } })))
        throw new DomainError({ code: "INVALID", field: "leaver", rule: "unknown_person" });
      if (to.kind === "person") {
        if (to.id === fromId) throw new DomainError({ code: "INVALID", field: "to", rule: "is_the_same" });
        await requireColleague(transaction, to.id, "to");
      }
      const owned = await countOwned(transaction, fromId);
      if (ownsNothing(owned)) return owned;
      return { ...owned, ...(await moveAll(transaction, scope, fromId, to)) };
    },
    { timeout: patience },
  );
}

async function moveAll(
  transaction: Transaction,
  scope: Scope,
  fromId: number,
  to: HandoverTo,
): Promise<Omit<Owned, "followUps">> {
  const customers = await moveEachCustomer(transaction, scope, fromId, to);
  const deals = await moveDeals(transaction, scope, fromId, to);
  const complaints = await moveComplaints(transaction, scope, fromId, to);
  for (const [kind, moved] of [
    ["customer", customers],
    ["deal", deals],
    ["complaint", complaints],
  ] as const) {
    await auditMoved(transaction, scope, kind, fromId, moved);
    await refreshCopies(
      transaction,
      kind,
      moved.map(({ id }) => id),
    );
  }
  const counts = { customers: customers.length, deals: deals.length, complaints: complaints.length };
  await audit(transaction, {
    actorId: scope.actor.id,
    via: scope.via,
    origin: scope.origin,
    subjectKind: "person",
    subjectId: fromId,
    action: "person.handed_over",
    before: null,
    after: {
      to: to.kind === "person" ? to.id : to.kind,
      at: scope.now.toJSDate().toISOString(),
      ...counts,
      receivers: receivers(customers, deals, complaints).map((each) => ({ ...each })),
      customerIds: customers.map(({ id }) => id),
      dealIds: deals.map(({ id }) => id),
      complaintIds: complaints.map(({ id }) => id),
    },
  });
  const subject = { kind: "person", id: fromId } as const;
  await enqueue(transaction, [{ task: "announce", notice: "handover.received", subject }]);
  return counts;
}

async function moveEachCustomer(
  transaction: Transaction,
  scope: Scope,
  fromId: number,
  to: HandoverTo,
): Promise<Moved[]> {
  const rows = await transaction.$queryRaw<{ id: number }[]>`
    select id from customer where owner_id = ${fromId} and merged_into_id is null order by id for no key update`;
  const inTurn =
    to.kind === "in_turn"
      ? await nextInTurn(transaction, scope, rows.length, { except: fromId, heedLimit: false })
      : [];
  const planned = rows.map(
    ({ id }, index): Moved => ({ id, ownerId: to.kind === "person" ? to.id : (inTurn[index] ?? null) }),
  );
  const moved: Moved[] = [];
  for (const [ownerId, ids] of byOwner(planned)) {
    const move = { from: fromId, to: ownerId, how: "handed_over", ended: "handed_over" } as const;
    const done = await moveCustomers(transaction, scope, ids, { ...move, byId: scope.actor.id });
    moved.push(...done.map((id) => ({ id, ownerId })));
  }
  return moved;
}

function receivers(
  customers: readonly Moved[],
  deals: readonly Moved[],
  complaints: readonly Moved[],
): Received[] {
  const counts = [customers, deals, complaints].map(byOwner);
  const owners = new Set(counts.flatMap((each) => [...each.keys()]));
  return [...owners].map((ownerId) => {
    const [ofCustomers = 0, ofDeals = 0, ofComplaints = 0] = counts.map((each) => each.get(ownerId)?.length);
    return { ownerId, customers: ofCustomers, deals: ofDeals, complaints: ofComplaints };
  });
}
