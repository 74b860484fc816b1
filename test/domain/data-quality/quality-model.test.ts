import fc from "fast-check";
import { DateTime } from "luxon";
import { Prisma } from "../../../src/db/generated/client";
import { qualityFields, qualityOf } from "../../../src/domain/data-quality/quality-of";
import { qualitySql } from "../../../src/domain/data-quality/quality-sql";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, shippedPolicy } from "../approvals/company";

let database: TestDatabase;
let owner: Person;
beforeAll(async () => {
  database = await createDatabase();
  owner = await addPerson(database.client, "Owner", { roles: ["rep"] });
});
afterAll(() => database.drop());

const now = DateTime.fromISO("2026-11-23T10:20:00.500", { zone: "Asia/Shanghai" });
const rules = fc
  .record({
    cuts: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 }),
    stale_after: fc.integer({ min: 1, max: 400 }),
    worst_below: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ cuts, ...others }) => {
    const edges = [0, ...[...cuts].sort((a, b) => a - b), 100];
    const weights = { ...shippedPolicy.customers.quality.weights };
    qualityFields.forEach((field, index) => {
      weights[field] = (edges[index + 1] ?? 0) - (edges[index] ?? 0);
    });
    return { ...shippedPolicy.customers.quality, ...others, weights };
  });
/** So long ago, by whole days and a little: where a day is over is where the two could differ. */
const ago = fc
  .record({ days: fc.integer({ min: -1, max: 420 }), milliseconds: fc.constantFrom(-1, 0, 1, 40_000_000) })
  .map((duration) => now.minus(duration).toJSDate());
const known = fc.option(fc.constant("known"));
const customer = fc.record({
  columns: fc.record({
    industry: known,
    size: known,
    region: known,
    source: known,
    needs: known,
    intent: fc.constantFrom("unknown", "low", "high"),
    updatedAt: ago,
  }),
  contacts: fc.array(fc.record({ phone: known, email: known }), { maxLength: 3 }),
  touches: fc.array(ago, { maxLength: 3 }),
});

test("what a set of records scores equals what each scores alone", async () => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.array(customer, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 101 }),
      async (quality, list, below) => {
        const policy = { ...shippedPolicy, customers: { ...shippedPolicy.customers, quality } };
        const company = { policy, now };
        await database.pool.query("truncate customer cascade");
        const expected = [];
        for (const { columns, contacts, touches } of list) {
          const { id } = await database.client.customer.create({
            data: {
              ...columns,
              name: "Acme",
              nameKey: "acme",
              ownerId: owner.id,
              creatorId: owner.id,
              contacts: { create: contacts.map((each) => ({ ...each, name: "" })) },
              touches: {
                create: touches.map((at) => ({ at, personId: owner.id, kind: "call", outcome: "neutral" })),
              },
            },
          });
          const freshAt = new Date(
            Math.max(...[columns.updatedAt, ...touches].map((each) => each.getTime())),
          );
          const { score, completeness, days } = qualityOf(company, { ...columns, contacts, freshAt });
          expected.push({ id, score, completeness, days });
        }
        const rated = await database.client.$queryRaw`
          select id, score, completeness, days
          from (${qualitySql(company, Prisma.sql`true`, below)}) rated order by id`;
        expect(rated).toEqual(expected.filter(({ score }) => score < below));
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test("a complete record touched today has 100, an empty one that has gone stale none", () => {
  const empty = { industry: null, size: null, region: null, source: null, needs: null, intent: "unknown" };
  const full = { industry: "a", size: "a", region: "a", source: "a", needs: "a", intent: "low" };
  const at = (
    facts: typeof empty | typeof full,
    days: number,
    contacts: { phone: string; email: string }[],
  ) =>
    qualityOf(
      { policy: shippedPolicy, now },
      { ...facts, contacts, freshAt: now.minus({ days }).toJSDate() },
    );
  expect(at(full, 0, [{ phone: "1", email: "e" }])).toMatchObject({ score: 100, missing: [] });
  expect(at(full, 90, [{ phone: "1", email: "e" }])).toMatchObject({
    score: 75,
    completeness: 100,
    days: 90,
  });
  expect(at(empty, 180, [])).toMatchObject({ score: 0, completeness: 0, missing: qualityFields });
});
