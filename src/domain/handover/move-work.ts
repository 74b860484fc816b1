import { severities } from "../../policy/policy";
import { chooseOwner } from "../complaints/choose-owner";
import type { Scope, Transaction } from "../scope";
import type { HandoverTo, Moved } from "./moved";

/** Open deals: to the colleague, else to whoever has the customer now, else to whoever hands over. */
export function moveDeals(
  transaction: Transaction,
  scope: Scope,
  fromId: number,
  to: HandoverTo,
): Promise<Moved[]> {
  const colleague = to.kind === "person" ? to.id : null;
  return transaction.$queryRaw<Moved[]>`
    update deal set revision = deal.revision + 1, updated_at = ${scope.now.toJSDate()},
      owner_id = coalesce(${colleague}::int, owner.id, ${scope.actor.id}::int)
    from customer left join person owner on owner.id = customer.owner_id and owner.active and owner.id <> ${fromId}
    where customer.id = deal.customer_id and deal.owner_id = ${fromId} and deal.status = 'open'
    returning deal.id, deal.owner_id as "ownerId"`;
}

/** Open complaints: to the colleague, else to whom the policy makes answerable. They are few: one person works on them. */
export async function moveComplaints(
  transaction: Transaction,
  scope: Scope,
  fromId: number,
  to: HandoverTo,
): Promise<Moved[]> {
  const at = scope.now.toJSDate();
  // Held, so that what is moved and what is audited are the same.
  const complaints = await transaction.$queryRaw<{ id: number; severity: string; product: string }[]>`
    select id, severity, product from complaint where owner_id = ${fromId} and status = 'open'
    order by id for no key update`;
  if (to.kind === "person") {
    const ids = complaints.map(({ id }) => id);
    await transaction.complaint.updateMany({
      where: { id: { in: ids } },
      data: { ownerId: to.id, updatedAt: at },
    });
    return ids.map((id) => ({ id, ownerId: to.id }));
  }
  const moved: Moved[] = [];
  for (const { id, severity, product } of complaints) {
    const known = severities.find((each) => each === severity);
    const ownerId = known
      ? await chooseOwner(transaction, scope.policy, { severity: known, product }, { except: fromId })
      : null;
    await transaction.complaint.update({ where: { id }, data: { ownerId, updatedAt: at } });
    moved.push({ id, ownerId });
  }
  return moved;
}
