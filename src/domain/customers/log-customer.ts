import { logsForOthers, nextInTurn } from "../assignment/next-in-turn";
import { audit } from "../audit";
import { startFollowUps } from "../follow-ups/rhythm";
import { regrade } from "../grading/regrade";
import { enqueue } from "../outbox";
import { openOwnership } from "../ownership/move-customers";
import { requirePermission } from "../people/permissions";
import type { Scope, Transaction } from "../scope";
import { type Customer, requireCustomer } from "./customer";
import {
  type ContactColumns,
  type ContactInput,
  type CustomerColumns,
  type CustomerFields,
  readContact,
  readCustomerFields,
  requireColleague,
} from "./customer-input";
import { type Duplicate, type DuplicateKeys, findDuplicates } from "./find-duplicates";

export interface CustomerInput extends CustomerFields {
  contacts: readonly ContactInput[];
}

/** Either the customer is logged, or nothing is saved and the likely duplicates are handed back. */
export type Logged =
  | { kind: "logged"; customer: Customer }
  | { kind: "duplicates"; duplicates: readonly Duplicate[] };

/**
 * Logs a customer with its contacts (policy 5.1.1); the owner is whoever logs it unless another is named. Logged by somebody
 * who looks after no customers it is the next colleague's in turn (5.3.2); where nobody is there, it goes to the public pool.
 * `despiteDuplicates`: true saves whatever is alike; a list of ids saves when no other customers than those are alike, so
 * that a person is asked again about a duplicate they were not shown.
 * Throws NOT_ALLOWED, or INVALID about a field.
 */
export async function logCustomer(
  scope: Scope,
  input: CustomerInput,
  { despiteDuplicates }: { despiteDuplicates: boolean | readonly number[] },
): Promise<Logged> {
  await requirePermission(scope, "customer.create");
  const columns = readCustomerFields(scope.policy, input);
  const contacts = input.contacts.map(readContact);
  const keys = { nameKey: columns.nameKey, contacts };
  const stored = await scope.db.$transaction(async (transaction) => {
    await holdKeys(transaction, keys);
    if (despiteDuplicates !== true) {
      const duplicates = await findDuplicates(transaction, keys);
      const known = despiteDuplicates === false ? [] : despiteDuplicates;
      if (duplicates.some(({ id }) => !known.includes(id))) return duplicates;
    }
    return store(transaction, scope, columns, contacts, await chooseOwner(transaction, scope, input.ownerId));
  });
  if (typeof stored !== "number") return { kind: "duplicates", duplicates: stored };
  return { kind: "logged", customer: await requireCustomer(scope, stored) };
}

/** Null where it is to go to the public pool. */
async function chooseOwner(
  transaction: Transaction,
  scope: Scope,
  named: number | undefined,
): Promise<number | null> {
  if (named === undefined && logsForOthers(scope.policy, scope.actor)) {
    const [next = null] = await nextInTurn(transaction, scope, 1);
    return next;
  }
  const ownerId = named ?? scope.actor.id;
  if (ownerId !== scope.actor.id) await requireColleague(transaction, ownerId, "owner");
  return ownerId;
}

/** Of two people logging the same customer at one moment the second waits here, and is then warned of the first's. */
async function holdKeys(transaction: Transaction, { nameKey, contacts }: DuplicateKeys): Promise<void> {
  const keys = [
    `name:${nameKey}`,
    ...contacts.flatMap(({ phoneKey, emailDomain }) => [
      ...(phoneKey ? [`phone:${phoneKey}`] : []),
      ...(emailDomain ? [`email:${emailDomain}`] : []),
    ]),
  ];
  // In one order for everybody, or two could wait for each other.
  const inOrder = [...new Set(keys)].sort();
  await transaction.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${inOrder}::text[]) as key`;
}

async function store(
  transaction: Transaction,
  scope: Scope,
  columns: CustomerColumns,
  contacts: readonly ContactColumns[],
  ownerId: number | null,
): Promise<number> {
  const now = scope.now.toJSDate();
  const { id } = await transaction.customer.create({
    data: {
      ...columns,
      ownerId,
      creatorId: scope.actor.id,
      createdAt: now,
      updatedAt: now,
      attendedFrom: ownerId === null ? null : now,
      poolSince: ownerId === null ? now : null,
      contacts: { create: [...contacts] },
    },
    select: { id: true },
  });
  if (ownerId !== null) {
    await openOwnership(transaction, scope, [id], { ownerId, how: "logged", byId: scope.actor.id });
    await startFollowUps(transaction, scope, [id]);
  }
  await regrade(transaction, scope, [id], "facts");
  await audit(transaction, {
    actorId: scope.actor.id,
    via: scope.via,
    origin: scope.origin,
    subjectKind: "customer",
    subjectId: id,
    action: "customer.logged",
    before: null,
    after: {
      ...columns,
      ownerId,
      contacts: contacts.map(({ name, title, phone, email }) => ({ name, title, phone, email })),
    },
  });
  const subject = { kind: "customer", id } as const;
  await enqueue(transaction, [
    { task: "announce", notice: "customer.logged", subject },
    ...(ownerId === null ? [{ task: "announce", notice: "pool.nobody-in-turn", subject } as const] : []),
  ]);
  return id;
}
