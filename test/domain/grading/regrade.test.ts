import { editCustomer } from "../../../src/domain/customers/edit-customer";
import { explainGrade } from "../../../src/domain/grading/explain-grade";
import { gradeOf } from "../../../src/domain/grading/grade-of";
import { regrade } from "../../../src/domain/grading/regrade";
import { listRegraded, mostRegraded } from "../../../src/domain/grading/tell-regraded";
import { addPerson, jobsFor, shippedPolicy } from "../approvals/company";
import { type GradingHouse, now, startGrading } from "./company";

let house: GradingHouse;
beforeAll(async () => {
  house = await startGrading();
});
afterAll(() => house.database.drop());
beforeEach(async () => {
  await house.database.pool.query("truncate customer, deal, grade_change, told_once cascade");
  await house.database.pool.query("delete from graphile_worker._private_jobs");
});

const regradeNow = (ids: readonly number[], cause: "facts" | "import" = "facts") =>
  house.db.$transaction((transaction) => regrade(transaction, house.as(house.rep), ids, cause));
const jobs = (id: number) => jobsFor(house.db, { kind: "customer", id });
const told = (id: number) => jobsFor(house.db, { kind: "person", id });
const auditOf = (id: number) =>
  house.db.auditEntry.findMany({ where: { subjectId: id, action: "customer.regraded" } });

test("the points of each fact are its per cent of its weight, and together the score", () => {
  const facts = { size: "up_to_1000", industry: "healthcare", deals: 2, amountMinor: 30_000_000n };
  const graded = gradeOf(
    { policy: shippedPolicy, now, currency: "CNY" },
    { ...facts, overrideGrade: null, overrideUntil: null },
  );
  expect(graded).toEqual({
    score: 7400,
    grade: "B",
    byHand: false,
    factors: [
      { factor: "size", percent: 75, weight: 20, points: 1500 },
      { factor: "industry", percent: 80, weight: 15, points: 1200 },
      { factor: "frequency", percent: 60, weight: 25, points: 1500 },
      { factor: "amount", percent: 80, weight: 40, points: 3200 },
    ],
  });
});

test("a customer is graded as it is logged, and nobody is told of a first grade", async () => {
  const id = await house.customer();
  expect(await house.graded(id)).toEqual({ grade: "D", score: 3500 });
  expect(await jobs(id)).toEqual(["customer.logged"]);
  expect(await auditOf(id)).toEqual([]);
  expect(await house.db.gradeChange.findMany({ where: { customerId: id } })).toMatchObject([
    { before: null, after: "D", score: 3500, cause: "facts", ownerId: house.rep.id },
  ]);
});

test("a sale raises the grade: the change is kept, audited, and told to the owner", async () => {
  const id = await house.customer();
  await house.sold(id, 50_000_000);
  await regradeNow([id]);
  expect(await house.graded(id)).toEqual({ grade: "A", score: 8500 });
  expect(await jobs(id)).toEqual(["customer.logged", "customer.regraded"]);
  expect(await auditOf(id)).toMatchObject([
    { actorId: null, via: "system", before: { grade: "D" }, after: { grade: "A" } },
  ]);
  expect(await explainGrade(house.as(house.rep), await customerOf(id))).toMatchObject({
    score: 8500,
    grade: "A",
  });
  await regradeNow([id]);
  expect(await auditOf(id)).toHaveLength(1);
});

const customerOf = (id: number) => house.db.customer.findUniqueOrThrow({ where: { id } });

test("another industry grades anew, another region does not; its cards are drawn again", async () => {
  const id = await house.customer();
  await house.sold(id, 5_000_000);
  await regradeNow([id]);
  const before = await house.graded(id);
  await editCustomer(house.as(house.rep), id, 1, {
    name: "Acme",
    size: "above_1000",
    industry: "other",
  });
  expect(await house.graded(id)).toEqual({ grade: "C", score: (before.score ?? 0) - 1200 });
  const at = (await customerOf(id)).gradedAt;
  await editCustomer(house.as(house.rep, now.plus({ hours: 1 })), id, 2, {
    name: "Acme",
    size: "above_1000",
    industry: "other",
    region: "Shanghai",
  });
  expect((await customerOf(id)).gradedAt).toEqual(at);
});

test("of two sales at one moment, 200 times, both count", async () => {
  for (let round = 0; round < 200; round += 1) {
    const id = await house.customer();
    const sell = () =>
      house.db.$transaction(async (transaction) => {
        await transaction.deal.create({ data: dealOf(id) });
        await regrade(transaction, house.as(house.rep), [id], "facts");
      });
    await Promise.all([sell(), sell()]);
    // 20 + 15, two deals 60 % of 25, 100,000 in all 60 % of 40.
    expect(await house.graded(id)).toEqual({ grade: "B", score: 7400 });
  }
}, 120_000);

const dealOf = (customerId: number) => ({
  customerId,
  ownerId: house.rep.id,
  product: "crm",
  channel: "direct",
  stage: "contract",
  amountMinor: 5_000_000,
  currency: "CNY",
  expectedOn: new Date("2026-11-20"),
  status: "won",
  closedOn: new Date("2026-11-20"),
  policyVersion: "test",
});

describe("at night", () => {
  const night = now.plus({ days: 1 }).set({ hour: 2 });
  const morning = night.set({ hour: 8 });

  test("what has grown too old counts no more, and each owner is told of all of theirs in one message", async () => {
    const other = await addPerson(house.db, "Other", { roles: ["rep"] });
    const ids = [await house.customer(), await house.customer(), await house.customer(other)];
    // The first day that still counts on the 23rd; the day after it does not.
    for (const id of ids) await house.sold(id, 50_000_000, "2025-11-24");
    await regradeNow(ids, "import");
    await house.database.pool.query("delete from graphile_worker._private_jobs");
    const isStill = await house.customer();
    await house.night(night);
    for (const id of ids) expect(await house.graded(id)).toEqual({ grade: "D", score: 3500 });
    expect(await told(house.rep.id)).toEqual([]);
    await house.morning(morning);
    expect(await told(house.rep.id)).toEqual(["customers.regraded"]);
    expect(await told(other.id)).toEqual(["customers.regraded"]);
    for (const id of ids) expect(await jobs(id)).toEqual([]);
    expect(await house.graded(isStill)).toEqual({ grade: "D", score: 3500 });
    const causes = await house.db.gradeChange.findMany({
      where: { customerId: { in: ids }, at: { gte: night.toJSDate() } },
    });
    expect(causes.map(({ before, after, cause }) => [before, after, cause])).toEqual(
      ids.map(() => ["A", "D", "nightly"]),
    );
  });

  test("done twice and twice at once, nothing is changed or told a second time", async () => {
    const ids = [await house.customer(), await house.customer()];
    for (const id of ids) await house.sold(id, 50_000_000);
    await Promise.all([house.night(night), house.night(night), house.night(night)]);
    await house.night(night);
    for (const id of ids) expect(await auditOf(id)).toHaveLength(1);
    await Promise.all([house.morning(morning), house.morning(morning)]);
    await house.morning(morning.plus({ hours: 3 }));
    expect(await told(house.rep.id)).toEqual(["customers.regraded"]);
  });

  test("the message lists ten and says how many more, an import of the day before too; then it is over", async () => {
    const ids = [];
    for (let count = 0; count < mostRegraded + 2; count += 1) ids.push(await house.customer());
    for (const id of ids) await house.sold(id, 50_000_000);
    await regradeNow(ids.slice(0, 1), "import");
    expect(await jobs(ids[0] ?? 0)).not.toContain("customer.regraded");
    await house.night(night);
    const company = house.as(house.rep, morning);
    const list = await listRegraded(house.db, company, house.rep.id);
    expect(list.total).toBe(mostRegraded + 2);
    expect(list.customers).toHaveLength(mostRegraded);
    expect(list.customers[0]).toMatchObject({ before: "D", after: "A" });
    const nextDay = { now: morning.plus({ days: 1 }) };
    expect((await listRegraded(house.db, nextDay, house.rep.id)).total).toBe(0);
    await house.morning(nextDay.now);
    expect(await told(house.rep.id)).toEqual([]);
  });

  test("the first grade of customers is told to nobody", async () => {
    const id = await house.customer();
    await house.database.pool.query("update customer set grade = null, score = null");
    await house.night(night);
    await house.morning(morning);
    expect(await house.graded(id)).toEqual({ grade: "D", score: 3500 });
    expect(await told(house.rep.id)).toEqual([]);
  });
});
