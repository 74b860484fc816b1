import { dealFacts } from "../deals/deal-facts";
import { regrade } from "../grading/regrade";
import { refreshCopies } from "../messages/refresh-copies";
import { startVisitsToCome } from "../return-visits/start-visits";
import type { Transaction } from "../scope";
import { auditRows, difference } from "./audit-rows";
import type { DealPlan } from "./deal-rows";
import type { ImportScope } from "./import-scope";
import type { DealWill } from "./read-deal-cells";
import type { StoredDeal } from "./stored-deals";

type Wanted = DealPlan & { will: DealWill; customerId: number; ownerId: number };

/**
 * Takes rows of deals in, in sets. A sale that a file tells of is history: it counts for the grade and the pool's clock by its
 * own days, but starts no return visits and is celebrated nowhere.
 */
export async function storeDeals(
  transaction: Transaction,
  scope: ImportScope,
  plans: readonly DealPlan[],
): Promise<void> {
  const wanted = plans.flatMap((plan): Wanted[] => {
    const { fate, will, customerId, ownerId } = plan;
    return (fate === "added" || fate === "changed") && will && customerId !== null && ownerId !== null
      ? [{ ...plan, will, customerId, ownerId }]
      : [];
  });
  if (wanted.length === 0) return;
  const added = wanted.filter(({ was }) => was === null);
  const changed = wanted.flatMap(({ was, ...plan }) => (was ? [{ ...plan, was }] : []));
  const ids = await addDeals(transaction, scope, added);
  await changeDeals(transaction, scope, changed);
  await startVisitsToCome(
    transaction,
    scope,
    added.flatMap(({ will: { status, closedOn }, customerId }, index) =>
      status === "won" && closedOn ? [{ dealId: ids[index] ?? 0, customerId, closedOn }] : [],
    ),
  );
  await auditRows(transaction, scope, "deal", [
    ...added.map(({ will, customerId, ownerId, externalId }, index) => ({
      subjectId: ids[index] ?? 0,
      action: "deal.imported",
      before: null,
      after: { ...factsOf(will, scope.currency), customerId, ownerId, externalId },
    })),
    ...changed.map(({ was, will, ownerId, externalId }) => ({
      subjectId: was.id,
      action: "deal.edited",
      ...difference(
        { ...factsOf(was, was.currency), ownerId: was.ownerId, externalId: was.externalId },
        { ...factsOf(will, was.currency), ownerId, externalId: externalId ?? was.externalId },
      ),
    })),
  ]);
  const customerIds = [...new Set(wanted.map(({ customerId }) => customerId))];
  await regrade(transaction, scope, customerIds, "import");
  await refreshCopies(transaction, "customer", customerIds);
  await refreshCopies(
    transaction,
    "deal",
    changed.map(({ was }) => was.id),
  );
}

const day = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

const factsOf = (deal: DealWill | StoredDeal, currency: string) => ({
  ...dealFacts(deal, currency),
  status: deal.status,
  closedOn: day(deal.closedOn),
  payableOn: day(deal.payableOn),
  lostReason: deal.lostReason,
  lostNote: deal.lostNote,
});

/** A row as SQL reads it: amounts as text, since a number of JSON is a float; days as days. */
const rowOf = ({
  will,
  externalId,
  ownerId,
  customerId,
}: Wanted | (Omit<Wanted, "was"> & { was: StoredDeal })) => ({
  ...will,
  externalId,
  ownerId,
  customerId,
  amountMinor: will.amountMinor.toString(),
  listMinor: will.listMinor?.toString() ?? null,
  expectedOn: day(will.expectedOn),
  closedOn: day(will.closedOn),
  payableOn: day(will.payableOn),
});

async function addDeals(
  transaction: Transaction,
  { now, currency, policy }: ImportScope,
  added: readonly Wanted[],
): Promise<number[]> {
  if (added.length === 0) return [];
  const ids = await transaction.$queryRaw<{ id: number }[]>`
    select nextval(pg_get_serial_sequence('deal', 'id'))::int as id from generate_series(1, ${added.length}::int)`;
  const rows = added.map((plan, index) => ({ ...rowOf(plan), id: ids[index]?.id ?? 0 }));
  const at = now.toJSDate();
  await transaction.$executeRaw`
    insert into deal (id, customer_id, owner_id, title, product, channel, stage, amount_minor, list_minor, currency, expected_on,
      competitor, status, closed_on, closed_at, lost_reason, lost_note, payable_on, external_id, policy_version, created_at,
      updated_at)
    select id, "customerId", "ownerId", title, product, channel, stage, "amountMinor"::bigint, "listMinor"::bigint, ${currency},
      "expectedOn", competitor, status, "closedOn", case when status <> 'open' then ${at}::timestamptz end, "lostReason",
      "lostNote", "payableOn", "externalId", ${policy.version}, ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as added (id int, "customerId" int, "ownerId" int, title text, product text, channel text, stage text, "amountMinor" text,
        "listMinor" text, "expectedOn" date, competitor text, status text, "closedOn" date, "lostReason" text,
        "lostNote" text, "payableOn" date, "externalId" text)`;
  return ids.map(({ id }) => id);
}

async function changeDeals(
  transaction: Transaction,
  { now }: ImportScope,
  changed: readonly (Omit<Wanted, "was"> & { was: StoredDeal })[],
): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map((plan) => ({
    ...rowOf(plan),
    id: plan.was.id,
    externalId: plan.externalId ?? plan.was.externalId,
  }));
  await transaction.$executeRaw`
    update deal set owner_id = changed."ownerId", title = changed.title, product = changed.product, channel = changed.channel,
      stage = changed.stage, amount_minor = changed."amountMinor"::bigint, list_minor = changed."listMinor"::bigint,
      expected_on = changed."expectedOn", competitor = changed.competitor, external_id = changed."externalId",
      updated_at = ${now.toJSDate()}, revision = revision + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as changed (id int, "ownerId" int, title text, product text, channel text, stage text, "amountMinor" text,
        "listMinor" text, "expectedOn" date, competitor text, "externalId" text)
    where deal.id = changed.id`;
}
