import fc from "fast-check";
import { DateTime } from "luxon";
import { gradeOf } from "../../../src/domain/grading/grade-of";
import { regrade } from "../../../src/domain/grading/regrade";
import type { GradingCompany } from "../../../src/domain/grading/scored";
import type { Person } from "../../../src/domain/scope";
import { type GradingRules, grades } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, shippedPolicy } from "../approvals/company";

let database: TestDatabase;
let owner: Person;
beforeAll(async () => {
  database = await createDatabase();
  owner = await addPerson(database.client, "Owner", { roles: ["rep"] });
});
afterAll(() => database.drop());

const keys = (named: object) => Object.keys(named);
const { sizes, industries } = shippedPolicy.customers;
const percent = fc.integer({ min: 0, max: 100 });
const percentsOf = (named: object) =>
  fc.subarray(keys(named)).chain((some) => fc.record(Object.fromEntries(some.map((key) => [key, percent]))));
const stepsFrom = (from: fc.Arbitrary<number>) =>
  fc
    .uniqueArray(fc.record({ from, percent }), { minLength: 1, maxLength: 5, selector: (each) => each.from })
    .map((list) => [...list].sort((a, b) => a.from - b.from));

const rules: fc.Arbitrary<GradingRules> = fc
  .record({
    cuts: fc.tuple(percent, percent, percent),
    months: fc.integer({ min: 1, max: 30 }),
    sizes: percentsOf(sizes),
    industries: percentsOf(industries),
    frequency: stepsFrom(fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(1.5))),
    // A step of less than a fen, too: it begins with the next whole one.
    amount: stepsFrom(
      fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(0.004, 9.999, 10.01, 20.005)),
    ),
    grades: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ cuts, grades: from, ...others }) => {
    const [a = 0, b = 0, c = 0] = [...cuts].sort((x, y) => x - y);
    const [C = 1, B = 2, A = 3] = [...from].sort((x, y) => x - y);
    const weights = { size: a, industry: b - a, frequency: c - b, amount: 100 - c };
    return { ...others, weights, grades: { A, B, C }, override_days: 90 };
  });

/** Month ends and minutes around midnight are where windows go wrong. */
const instants = fc.constantFrom(
  "2026-11-23T10:20:00",
  "2026-03-31T00:00:00",
  "2028-02-29T23:59:59.999",
  "2027-02-28T12:00:00",
  "2026-01-01T00:00:01",
);

const deal = fc.record({
  status: fc.constantFrom("won", "won", "won", "lost", "open"),
  /** Days from the first day that counts, or from the last; a little beyond both. */
  edge: fc.constantFrom("first", "last"),
  days: fc.integer({ min: -2, max: 2 }),
  amountMinor: fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.constantFrom(999, 1000, 1001, 2000, 2001)),
  currency: fc.constantFrom("CNY", "CNY", "USD"),
});
const customer = fc.record({
  size: fc.option(fc.constantFrom(...keys(sizes), "gone")),
  industry: fc.option(fc.constantFrom(...keys(industries), "toString")),
  deals: fc.array(deal, { maxLength: 6 }),
  /** Seconds until a grade set by hand lapses. */
  override: fc.option(fc.record({ grade: fc.constantFrom(...grades), seconds: fc.constantFrom(-1, 0, 1) })),
  merged: fc.boolean(),
});

test("grading in sets equals grading one by one, and the rule said once more in plain code", async () => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      instants,
      fc.array(customer, { minLength: 1, maxLength: 8 }),
      async (grading, at, list) => {
        const policy = { ...shippedPolicy, customers: { ...shippedPolicy.customers, grading } };
        const now = DateTime.fromISO(at, { zone: "Asia/Shanghai" });
        const company = { policy, now, currency: "CNY" };
        const stored = await store(company, list);
        const ids = stored.map(({ id }) => id);

        await regradeAll(company, ids);
        const inSets = await outcome(ids);
        await database.pool.query(
          "update customer set score = null, grade = null where merged_into_id is null",
        );
        await restoreOverrides(stored);
        for (const id of ids) await regradeAll(company, [id]);
        expect(await outcome(ids)).toEqual(inSets);

        expect(inSets).toEqual(
          stored.map(({ id, facts, merged }) => {
            if (merged) return { id, score: null, grade: null, override_grade: facts.overrideGrade };
            const { score, grade, byHand } = gradeOf(company, facts);
            return { id, score, grade, override_grade: byHand ? grade : null };
          }),
        );
        // A second time nothing is another grade.
        const changes = await database.client.gradeChange.count();
        await regradeAll(company, ids);
        expect(await database.client.gradeChange.count()).toBe(changes);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

type Drawn = typeof customer extends fc.Arbitrary<infer Value> ? Value : never;

/** Stores them, and counts by itself what they bought in those months: days are compared as they are written. */
async function store({ policy, now }: GradingCompany, list: readonly Drawn[]) {
  await database.pool.query("truncate customer, deal cascade");
  const other = await database.client.customer.create({
    data: { name: "Kept", nameKey: "kept", ownerId: owner.id, creatorId: owner.id },
  });
  const { months } = policy.customers.grading;
  const edges = { first: now.minus({ months }).plus({ days: 1 }), last: now };
  const written = (day: DateTime) => day.toFormat("yyyy-MM-dd");
  const stored = [];
  for (const { size, industry, deals, override, merged } of list) {
    const facts = {
      size,
      industry,
      overrideGrade: override?.grade ?? null,
      overrideUntil: override ? now.plus({ seconds: override.seconds }).toJSDate() : null,
    };
    const { id } = await database.client.customer.create({
      data: {
        ...facts,
        overrideReason: override && "why",
        name: "Acme",
        nameKey: "acme",
        ownerId: merged ? null : owner.id,
        creatorId: owner.id,
        mergedIntoId: merged ? other.id : null,
      },
    });
    const dated = deals.map(({ edge, days, ...each }) => ({
      ...each,
      day: written(edges[edge].plus({ days })),
    }));
    await database.client.deal.createMany({
      data: dated.map(({ day, ...each }) => ({
        ...each,
        customerId: id,
        ownerId: owner.id,
        product: "crm",
        channel: "direct",
        stage: "contract",
        expectedOn: new Date(`${day}T00:00:00Z`),
        closedOn: each.status === "open" ? null : new Date(`${day}T00:00:00Z`),
        policyVersion: policy.version,
      })),
    });
    const won = dated.filter(
      ({ status, day }) => status === "won" && day >= written(edges.first) && day <= written(edges.last),
    );
    const sum = won.reduce((total, each) => total + (each.currency === "CNY" ? each.amountMinor : 0), 0);
    stored.push({ id, merged, facts: { ...facts, deals: won.length, amountMinor: BigInt(sum) } });
  }
  return stored;
}

const regradeAll = (company: GradingCompany, ids: readonly number[]) =>
  database.client.$transaction((transaction) => regrade(transaction, company, ids, "nightly"));

async function restoreOverrides(stored: Awaited<ReturnType<typeof store>>): Promise<void> {
  for (const { id, facts } of stored)
    await database.client.customer.update({
      where: { id },
      data: {
        overrideGrade: facts.overrideGrade,
        overrideUntil: facts.overrideUntil,
        overrideReason: facts.overrideGrade && "why",
      },
    });
}

async function outcome(ids: readonly number[]) {
  const { rows } = await database.pool.query(
    "select id, score, grade, override_grade from customer where id = any ($1) order by id",
    [ids],
  );
  return rows;
}
