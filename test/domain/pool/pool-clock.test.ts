import fc from "fast-check";
import { DateTime } from "luxon";
import { Prisma } from "../../../src/db/generated/client";
import { dueCustomers } from "../../../src/domain/pool/due-customers";
import { mindPool } from "../../../src/domain/pool/mind-pool";
import { poolDue, warningLevel } from "../../../src/domain/pool/pool-clock";
import type { Company, Person } from "../../../src/domain/scope";
import { type Grade, grades } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, shippedPolicy } from "../approvals/company";
import { addCustomer, addDeal, addTouch, closeDeal, moveTo, reopenDeal } from "./facts";
import { type ModelCustomer, modelNight } from "./model";

const zone = "Asia/Shanghai";
const rules = {
  ...shippedPolicy.customers.pool,
  no_touch_days: { A: 9, B: 11, C: 13, D: 16 },
  no_deal_days: { A: 20, B: 24, C: 28, D: 33 },
};
const policy = { ...shippedPolicy, customers: { ...shippedPolicy.customers, pool: rules } };
const start = DateTime.fromISO("2026-11-23T00:00", { zone });
const days = 60;
const customers = 8;

let database: TestDatabase;
let people: Person[];
const companyAt = (now: DateTime): Company => ({
  db: database.client,
  policy,
  timeZone: zone,
  currency: "CNY",
  now,
});

beforeAll(async () => {
  database = await createDatabase();
  people = [];
  for (const name of ["One", "Two", "Three"])
    people.push(await addPerson(database.client, name, { roles: ["rep"] }));
});
afterAll(() => database.drop());

const anyAct = fc.record({
  customer: fc.nat(customers - 1),
  day: fc.nat(days - 1),
  /** Before the night's work, at noon, and so late that it is another day elsewhere. */
  hour: fc.constantFrom(1, 5, 12, 23),
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constant({ kind: "touch" as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: "open" as const }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("close" as const),
        how: fc.constantFrom("won" as const, "lost" as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: "reopen" as const }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("move" as const), to: fc.constantFrom(0, 1, 2) }) },
    { weight: 1, arbitrary: fc.constant({ kind: "give-up" as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("grade" as const),
        to: fc.constantFrom<Grade | null>(...grades, null),
      }),
    },
  ),
});
type Act = (typeof anyAct extends fc.Arbitrary<infer T> ? T : never)["act"];

test("whatever happens to customers, they are warned of and returned on the days of the plain rule, one by one", async () => {
  let nights = 0;
  const seen = { warned: 0, returned: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAct, { minLength: 30, maxLength: 70 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      async (acts, skips, chance) => {
        await database.pool.query("truncate customer, pool_warning cascade");
        const world: ModelCustomer[] = [];
        for (let index = 0; index < customers; index += 1) {
          const grade = index % 2 ? (grades[index % 4] ?? null) : null;
          const owner = people[index % 3]?.id ?? 0;
          const id = await addCustomer(database.client, {
            ownerId: owner,
            grade,
            at: start.plus({ hours: 9 }),
          });
          world.push({ id, owner, attended: 0, touches: [], deals: [], grade, told: [] });
        }
        const ordered = [...acts].sort((a, b) => a.day * 24 + a.hour - (b.day * 24 + b.hour));
        for (let day = 1; day < days; day += 1) {
          const until = day * 24 + 7;
          while (ordered[0] && ordered[0].day * 24 + ordered[0].hour < until) {
            const next = ordered.shift();
            const customer = next && world[next.customer];
            if (next && customer && next.day * 24 + next.hour > 9)
              await apply(customer, next.act, start.plus({ days: next.day, hours: next.hour }), next.day);
          }
          const [roll = 1] = chance.take(1);
          if (roll < skips) continue;
          nights += 1;
          const company = companyAt(start.plus({ days: day, hours: 7, minutes: 30 }));
          await mindPool(company);
          await expectSameClocks(company);
          const expected = modelNight(rules, world, day);
          expect(await nightOf(company)).toEqual(expected);
          seen.warned += expected.warned.length;
          seen.returned += expected.returned.length;
        }
      },
    ),
    { numRuns: 7 },
  );
  expect(nights).toBeGreaterThan(100);
  expect(seen.warned).toBeGreaterThan(50);
  expect(seen.returned).toBeGreaterThan(10);
}, 60_000);

async function apply(customer: ModelCustomer, act: Act, at: DateTime, day: number): Promise<void> {
  const { client } = database;
  switch (act.kind) {
    case "touch":
      await addTouch(client, customer.id, people[0]?.id ?? 0, at);
      customer.touches.push(day);
      return;
    case "open":
      customer.deals.push({ id: await addDeal(client, customer.id, people[0]?.id ?? 0, at), closed: null });
      return;
    case "close": {
      const deal = customer.deals.find(({ closed }) => closed === null);
      if (deal) await closeDeal(client, deal.id, act.how, at);
      if (deal) deal.closed = day;
      return;
    }
    case "reopen": {
      const deal = customer.deals.find(({ closed }) => closed !== null);
      if (deal) await reopenDeal(client, deal.id);
      if (deal) deal.closed = null;
      return;
    }
    case "move": {
      const to = people[act.to]?.id ?? 0;
      if (to === customer.owner) return;
      await moveTo(companyAt(at), customer, to);
      if (customer.owner === null) customer.attended = day;
      customer.owner = to;
      return;
    }
    case "give-up":
      if (customer.owner === null) return;
      await moveTo(companyAt(at), customer, null);
      customer.owner = null;
      return;
    case "grade":
      await client.customer.update({ where: { id: customer.id }, data: { grade: act.to } });
      customer.grade = act.to;
  }
}

/** What the night did, by customer. */
async function nightOf({ now }: Company) {
  const { client } = database;
  const warnings = await client.poolWarning.findMany({ where: { at: now.toJSDate() } });
  const returned = await client.ownership.findMany({ where: { until: now.toJSDate(), ended: "returned" } });
  return {
    warned: warnings
      .map(({ customerId, dueOn, days: level, ownerId }) => ({
        id: customerId,
        due: dayNumber(dueOn),
        level,
        ownerId,
      }))
      .sort((a, b) => a.id - b.id),
    returned: returned.map(({ customerId }) => customerId).sort((a, b) => a - b),
  };
}

const dayNumber = (stored: Date): number =>
  Math.round((stored.getTime() - Date.parse(`${start.toISODate()}T00:00:00Z`)) / 86_400_000);

/** The rule of one customer says of each what the query says of all. */
async function expectSameClocks(company: Company): Promise<void> {
  const far = company.now.plus({ days: 90 });
  const inSets = await database.client.$queryRaw<{ id: number; due_on: Date; reason: string }[]>`
    select id, due_on, reason from (${dueCustomers(company, far, Prisma.sql`true`)}) due order by id`;
  const stored = await database.client.customer.findMany({
    where: { ownerId: { not: null } },
    include: { touches: true, deals: true },
    orderBy: { id: "asc" },
  });
  const oneByOne = stored.map(({ id, attendedFrom, grade, touches, deals }) => {
    const latest = (dates: readonly (Date | null)[]): Date | null =>
      dates.reduce((last, each) => (each && (!last || each > last) ? each : last), null);
    const due = poolDue(rules, zone, {
      grade: grades.find((each) => each === grade) ?? null,
      attendedFrom: attendedFrom ?? new Date(Number.NaN),
      lastTouch: latest(touches.map(({ at }) => at)),
      lastClosed: latest(deals.map(({ closedOn }) => closedOn)),
      hasOpenDeal: deals.some(({ status }) => status === "open"),
    });
    return { id, due_on: new Date(`${due.day.toISODate()}T00:00:00Z`), reason: due.reason };
  });
  expect(inSets).toEqual(oneByOne);
}

test.each([
  [8, null],
  [7, 7],
  [6, 7],
  [3, 3],
  [2, 3],
  [1, 1],
  [0, 1],
  [-5, 1],
])("with %s days left the warning is %s", (left, level) => {
  expect(warningLevel(rules, left)).toBe(level);
});

test.each([
  ["a touch", { lastTouch: "2026-12-01T23:30" }, "2026-12-10", "no_touch"],
  [
    "a touch just after midnight in the company, which is the day before in UTC",
    { lastTouch: "2026-12-02T00:10" },
    "2026-12-11",
    "no_touch",
  ],
  ["a touch of long before it was taken", { lastTouch: "2026-01-05T12:00" }, "2026-12-02", "no_touch"],
  ["nothing at all", {}, "2026-12-02", "no_touch"],
  ["touches and no deal", { lastTouch: "2026-12-12T12:00" }, "2026-12-13", "no_deal"],
  [
    "touches and a deal that was lost",
    { lastTouch: "2026-12-12T12:00", lastClosed: "2026-12-10" },
    "2026-12-21",
    "no_touch",
  ],
  [
    "touches and an open deal",
    { lastTouch: "2026-12-12T12:00", hasOpenDeal: true },
    "2026-12-21",
    "no_touch",
  ],
] as const)("a customer of grade A taken on 23 November with %s returns in time", (_, facts, day, reason) => {
  const { lastTouch, lastClosed, hasOpenDeal } = {
    lastTouch: null,
    lastClosed: null,
    hasOpenDeal: false,
    ...facts,
  };
  const at = (local: string) => DateTime.fromISO(local, { zone }).toJSDate();
  const due = poolDue(rules, zone, {
    grade: "A",
    attendedFrom: at("2026-11-23T09:00"),
    lastTouch: lastTouch && at(lastTouch),
    lastClosed: lastClosed && new Date(`${lastClosed}T00:00:00Z`),
    hasOpenDeal,
  });
  expect([due.day.toISODate(), due.reason]).toEqual([day, reason]);
});
