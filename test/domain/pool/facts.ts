import type { DateTime } from "luxon";
import { moveCustomers, openOwnership } from "../../../src/domain/ownership/move-customers";
import type { Company, Database } from "../../../src/domain/scope";
import { shippedPolicy } from "../approvals/company";

/** Facts about customers as the verbs store them, at any time, without what they ask and tell. */
export async function addCustomer(
  db: Database,
  facts: {
    ownerId: number | null;
    at: DateTime;
    grade?: string | null;
    name?: string;
    industry?: string;
    region?: string;
  },
): Promise<number> {
  const { ownerId, at, grade = null, name = "Customer", industry, region } = facts;
  const when = at.toJSDate();
  const creator = ownerId ?? (await db.person.findFirstOrThrow()).id;
  const { id } = await db.customer.create({
    data: {
      name,
      nameKey: name.toLowerCase(),
      grade,
      industry,
      region,
      ownerId,
      creatorId: creator,
      createdAt: when,
      attendedFrom: ownerId === null ? null : when,
      poolSince: ownerId === null ? when : null,
    },
  });
  if (ownerId !== null)
    await db.$transaction((transaction) =>
      openOwnership(transaction, { now: at }, [id], { ownerId, how: "logged", byId: ownerId }),
    );
  return id;
}

export async function addTouch(
  db: Database,
  customerId: number,
  personId: number,
  at: DateTime,
): Promise<void> {
  await db.touch.create({
    data: { customerId, personId, kind: "call", outcome: "neutral", at: at.toJSDate() },
  });
}

export async function addDeal(
  db: Database,
  customerId: number,
  ownerId: number,
  at: DateTime,
): Promise<number> {
  const { id } = await db.deal.create({
    data: {
      customerId,
      ownerId,
      product: "crm",
      channel: "direct",
      stage: "needs",
      amountMinor: 100n,
      currency: "CNY",
      expectedOn: at.toJSDate(),
      policyVersion: shippedPolicy.version,
      createdAt: at.toJSDate(),
    },
  });
  return id;
}

export async function closeDeal(
  db: Database,
  id: number,
  status: "won" | "lost",
  at: DateTime,
): Promise<void> {
  const closedOn = new Date(`${at.toISODate()}T00:00:00Z`);
  await db.deal.update({ where: { id }, data: { status, closedOn, closedAt: at.toJSDate() } });
}

export async function reopenDeal(db: Database, id: number): Promise<void> {
  await db.deal.update({ where: { id }, data: { status: "open", closedOn: null, closedAt: null } });
}

/** Changes hands as every verb does it: claimed out of the pool, passed on, or given up. */
export async function moveTo(
  company: Company,
  { id, owner }: { id: number; owner: number | null },
  to: number | null,
): Promise<void> {
  const ended = to === null ? "given_up" : "passed_on";
  const how = owner === null ? "claimed" : "passed_on";
  const moved = await company.db.$transaction((transaction) =>
    moveCustomers(transaction, company, [id], { from: owner, to, how, ended, byId: to }),
  );
  expect(moved).toEqual([id]);
}
