import { showCustomer } from "../../../src/domain/customers/show-customer";
import { DomainError } from "../../../src/domain/errors";
import { regrade } from "../../../src/domain/grading/regrade";
import { gradeSeenOn, removeSetGrade, setGrade } from "../../../src/domain/grading/set-grade";
import { referenceOf } from "../../../src/domain/references";
import { addPerson, jobsFor, refusal } from "../approvals/company";
import { type GradingHouse, now, startGrading } from "./company";

let house: GradingHouse;
beforeAll(async () => {
  house = await startGrading();
});
afterAll(() => house.database.drop());

const seenNow = async (id: number) => gradeSeenOn(await showCustomer(house.as(house.head), id));
const set = async (id: number, more: Partial<Parameters<typeof setGrade>[2]> = {}, person = house.head) =>
  setGrade(house.as(person), id, {
    grade: "A",
    reason: " Opens a market ",
    seen: await seenNow(id),
    ...more,
  });

test("a grade set by hand holds against the score, with its reason, and its owner is told", async () => {
  const id = await house.customer();
  const customer = await set(id);
  expect(customer).toMatchObject({
    grade: "A",
    score: 3500,
    overrideGrade: "A",
    overrideReason: "Opens a market",
    overrideBy: { name: "Head" },
    overrideUntil: now.plus({ days: 90 }).toJSDate(),
  });
  expect(await jobsFor(house.db, { kind: "customer", id })).toEqual([
    "customer.logged",
    "refresh",
    "customer.grade-set",
  ]);
  const entries = await house.db.auditEntry.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
  expect(entries.map(({ action }) => action)).toEqual(["customer.logged", "customer.grade_set"]);
  expect(entries[1]).toMatchObject({
    actorId: house.head.id,
    before: { grade: "D" },
    after: { grade: "A", reason: "Opens a market" },
  });
  expect(
    await house.db.gradeChange.findFirst({ where: { customerId: id, cause: "override" } }),
  ).toMatchObject({
    before: "D",
    after: "A",
  });
  await house.sold(id, 5_000_000);
  await house.db.$transaction((transaction) => regrade(transaction, house.as(house.rep), [id], "facts"));
  expect(await house.graded(id)).toEqual({ grade: "A", score: 6100 });
});

test("it lapses at night when its days are over, and not before", async () => {
  const id = await house.customer();
  await set(id);
  await house.night(now.plus({ days: 89 }));
  expect(await house.graded(id)).toMatchObject({ grade: "A" });
  await house.night(now.plus({ days: 90 }));
  expect(await showCustomer(house.as(house.head), id)).toMatchObject({
    grade: "D",
    overrideGrade: null,
    overrideReason: null,
    overrideBy: null,
    overrideUntil: null,
  });
  expect(await house.db.gradeChange.findFirst({ where: { customerId: id, cause: "lapsed" } })).toMatchObject({
    before: "A",
    after: "D",
  });
});

test("it is taken back by who may, and the owner is told where the grade is another", async () => {
  const id = await house.customer();
  await set(id);
  expect(await refusal(removeSetGrade(house.as(house.rep), id, await seenNow(id)))).toMatchObject({
    code: "NOT_ALLOWED",
    permission: "customer.grade",
  });
  const customer = await removeSetGrade(house.as(house.head), id, await seenNow(id));
  expect(customer).toMatchObject({ grade: "D", overrideGrade: null });
  expect((await jobsFor(house.db, { kind: "customer", id })).at(-1)).toBe("customer.regraded");
  expect(await refusal(removeSetGrade(house.as(house.head), id, await seenNow(id)))).toMatchObject({
    code: "STALE_FORM",
  });
});

test("without a reason, or the role for it, nothing is set", async () => {
  const id = await house.customer();
  expect(await refusal(set(id, { reason: "  " }))).toEqual({
    code: "INVALID",
    field: "reason",
    rule: "required",
  });
  expect(await refusal(set(id, { reason: "x".repeat(501) }))).toMatchObject({ rule: "too_long" });
  expect(await refusal(set(id, {}, house.rep))).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await house.graded(id)).toMatchObject({ grade: "D" });
});

test("a form that showed another grade is refused", async () => {
  const id = await house.customer();
  const seen = await seenNow(id);
  await house.sold(id, 50_000_000);
  await house.db.$transaction((transaction) => regrade(transaction, house.as(house.rep), [id], "facts"));
  expect(await refusal(set(id, { grade: "C", seen }))).toEqual({
    code: "STALE_FORM",
    reference: referenceOf("customer", id),
  });
});

test("of two who set it at one moment, 200 times, one does, and the other learns who did", async () => {
  const second = await addPerson(house.db, "Second", { roles: ["director"] });
  const wins = { Head: 0, Second: 0 };
  for (let round = 0; round < 200; round += 1) {
    const id = await house.customer();
    const seen = await seenNow(id);
    const starts = [() => set(id, { grade: "A", seen }), () => set(id, { grade: "B", seen }, second)];
    const results = await Promise.allSettled((round % 2 ? starts : starts.reverse()).map((start) => start()));
    const failed = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason as unknown] : [],
    );
    expect(failed).toHaveLength(1);
    const { overrideBy } = await showCustomer(house.as(house.head), id);
    const problem = failed[0] instanceof DomainError ? failed[0].problem : failed[0];
    expect(problem).toMatchObject({ code: "CONFLICT", status: "graded", by: overrideBy?.name });
    wins[overrideBy?.name === "Head" ? "Head" : "Second"] += 1;
  }
  expect(Math.min(wins.Head, wins.Second)).toBeGreaterThan(0);
}, 120_000);
