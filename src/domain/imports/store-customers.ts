import { nextInTurn } from "../assignment/next-in-turn";
import type { CustomerColumns } from "../customers/customer-input";
import { startFollowUps } from "../follow-ups/rhythm";
import { regrade } from "../grading/regrade";
import { refreshCopies } from "../messages/refresh-copies";
import { dealsFollow } from "../ownership/deals-follow";
import { moveCustomers, openOwnership } from "../ownership/move-customers";
import type { Transaction } from "../scope";
import { auditRows, difference, type RowAudit } from "./audit-rows";
import type { ImportScope } from "./import-scope";
import type { CustomerPlan } from "./plan-customers";
import { contactFacts, storeContacts } from "./store-contacts";
import type { StoredCustomer } from "./stored-customers";

interface Added {
  id: number;
  ownerId: number | null;
  will: CustomerColumns;
  plan: CustomerPlan;
}

/** Takes rows of customers in, in sets: whatever follows of a customer's being logged or edited follows here, but for notices. */
export async function storeCustomers(
  transaction: Transaction,
  scope: ImportScope,
  plans: readonly CustomerPlan[],
): Promise<void> {
  const added = await addCustomers(transaction, scope, plans);
  const changed = await changeCustomers(transaction, scope, plans);
  const contacts = [
    ...added.map(({ id, plan: { contact } }) => ({ customerId: id, contact })),
    ...changed.map(({ was, contact }) => ({ customerId: was.id, contact })),
  ];
  const ofContacts = await storeContacts(transaction, contacts);
  const addedIds = new Set(added.map(({ id }) => id));
  await auditRows(transaction, scope, "customer", [
    ...added.map(auditAdded),
    ...changed.flatMap(auditChanged),
    // Whoever is added is so with its contact.
    ...ofContacts.filter(({ subjectId }) => !addedIds.has(subjectId)),
  ]);
  const changedIds = changed.map(({ was }) => was.id);
  await regrade(transaction, scope, [...addedIds, ...changedIds], "import");
  await refreshCopies(transaction, "customer", changedIds);
}

async function addCustomers(
  transaction: Transaction,
  scope: ImportScope,
  plans: readonly CustomerPlan[],
): Promise<Added[]> {
  const wanted = plans.flatMap((plan) =>
    plan.fate === "added" && plan.will ? [{ plan, will: plan.will }] : [],
  );
  if (wanted.length === 0) return [];
  const ids = await transaction.$queryRaw<{ id: number }[]>`
    select nextval(pg_get_serial_sequence('customer', 'id'))::int as id from generate_series(1, ${wanted.length}::int)`;
  const ownerless = wanted.filter(({ plan }) => plan.ownerId === null).length;
  const inTurn =
    scope.newOwner === "in_turn" && ownerless > 0 ? await nextInTurn(transaction, scope, ownerless) : [];
  const added = wanted.map(({ plan, will }, index): Added => {
    const { id } = ids[index] ?? { id: 0 };
    const byRule = scope.newOwner === "me" ? scope.actor.id : null;
    return { id, will, plan, ownerId: plan.ownerId ?? inTurn.shift() ?? byRule };
  });
  const at = scope.now.toJSDate();
  const rows = added.map(({ id, ownerId, will, plan: { externalId } }) => ({
    ...will,
    id,
    ownerId,
    externalId,
  }));
  await transaction.$executeRaw`
    insert into customer (id, external_id, name, name_key, industry, size, region, source, needs, intent, owner_id, creator_id,
      created_at, updated_at, attended_from, pool_since)
    select id, "externalId", name, "nameKey", industry, size, region, source, needs, intent, "ownerId", ${scope.actor.id}::int,
      ${at}::timestamptz, ${at}::timestamptz, case when "ownerId" is not null then ${at}::timestamptz end,
      case when "ownerId" is null then ${at}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as added (id int, "externalId" text, name text, "nameKey" text, industry text, size text, region text, source text,
        needs text, intent text, "ownerId" int)`;
  const byOwner = grouped(added, ({ ownerId }) => ownerId);
  for (const [ownerId, theirs] of byOwner)
    if (ownerId !== null)
      await openOwnership(
        transaction,
        scope,
        theirs.map(({ id }) => id),
        { ownerId, how: "imported", byId: scope.actor.id },
      );
  await startFollowUps(
    transaction,
    scope,
    added.flatMap(({ id, ownerId }) => (ownerId === null ? [] : [id])),
  );
  return added;
}

type Changed = CustomerPlan & { was: StoredCustomer; will: CustomerColumns };

async function changeCustomers(
  transaction: Transaction,
  scope: ImportScope,
  plans: readonly CustomerPlan[],
): Promise<Changed[]> {
  const changed = plans.flatMap((plan): Changed[] =>
    plan.fate === "changed" && plan.was && plan.will ? [{ ...plan, was: plan.was, will: plan.will }] : [],
  );
  if (changed.length === 0) return [];
  const at = scope.now.toJSDate();
  const rows = changed.map(({ was, will, externalId }) => ({
    ...will,
    id: was.id,
    externalId: externalId ?? was.externalId,
  }));
  await transaction.$executeRaw`
    update customer set external_id = changed."externalId", name = changed.name, name_key = changed."nameKey",
      industry = changed.industry, size = changed.size, region = changed.region, source = changed.source,
      needs = changed.needs, intent = changed.intent, updated_at = ${at}, revision = revision + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as changed (id int, "externalId" text, name text, "nameKey" text, industry text, size text, region text, source text,
        needs text, intent text)
    where customer.id = changed.id`;
  const handed = changed.filter(({ was, ownerId }) => ownerId !== null && ownerId !== was.ownerId);
  const moves = grouped(handed, ({ was, ownerId }) => `${was.ownerId} ${ownerId}`);
  for (const theirs of moves.values()) {
    const [first] = theirs;
    if (!first) continue;
    const how = first.was.ownerId === null ? "assigned" : "passed_on";
    const moved = await moveCustomers(
      transaction,
      scope,
      theirs.map(({ was }) => was.id),
      { from: first.was.ownerId, to: first.ownerId, how, ended: "passed_on", byId: scope.actor.id },
    );
    if (first.ownerId !== null) await dealsFollow(transaction, scope, moved, first.ownerId);
  }
  return changed;
}

const auditAdded = ({ id, ownerId, will, plan: { externalId, contact } }: Added): RowAudit => ({
  subjectId: id,
  action: "customer.imported",
  before: null,
  after: {
    ...factsOf(will),
    externalId,
    ownerId,
    contacts: contact.kind === "add" ? [contactFacts(contact.will)] : [],
  },
});

function auditChanged({ was, will, externalId, ownerId }: Changed): RowAudit[] {
  const { before, after } = difference(
    { ...factsOf(was), externalId: was.externalId, ownerId: was.ownerId },
    { ...factsOf(will), externalId: externalId ?? was.externalId, ownerId: ownerId ?? was.ownerId },
  );
  // Where only a contact changes, the entry about the contact says so.
  if (Object.keys(after).length === 0) return [];
  return [{ subjectId: was.id, action: "customer.edited", before, after }];
}

const factsOf = ({
  name,
  industry,
  size,
  region,
  source,
  needs,
  intent,
}: StoredCustomer | CustomerColumns) => ({
  name,
  industry,
  size,
  region,
  source,
  needs,
  intent,
});

function grouped<T, K>(list: readonly T[], key: (each: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of list) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}
