import { DateTime } from "luxon";
import { storedDay } from "../../../src/domain/calendar/working-days";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { followRhythm } from "../../../src/domain/follow-ups/follow-rhythm";
import type { Person } from "../../../src/domain/scope";
import type { Grade } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person;
/** A Wednesday. */
const now = DateTime.fromISO("2026-11-25T10:00:00", { zone: "Asia/Shanghai" });

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
});
afterAll(() => database.drop());

/** A customer logged on that Wednesday, and touched at `touches`; its follow-up as the last of them would have left it. */
async function customer(
  name: string,
  grade: Grade | null,
  touches: readonly string[],
  setBy: "rhythm" | "person" = "rhythm",
): Promise<number> {
  const logged = await logCustomer(
    scopeOf(database.client, rep, { now }),
    { name, contacts: [] },
    { despiteDuplicates: true },
  );
  if (logged.kind !== "logged") throw new Error("not logged");
  const { id } = logged.customer;
  await database.client.customer.update({ where: { id }, data: { grade } });
  for (const at of touches)
    await database.client.touch.create({
      data: { customerId: id, personId: rep.id, kind: "call", outcome: "neutral", at, createdAt: at },
    });
  await database.client.followUp.updateMany({ where: { customerId: id }, data: { setBy } });
  return id;
}
const follow = (ids: readonly number[]) =>
  database.client.$transaction((transaction) =>
    followRhythm(transaction, scopeOf(database.client, rep, { now }), ids),
  );
const dueOf = async (customerId: number) =>
  (await database.client.followUp.findFirst({ where: { customerId, status: "open" } }))?.dueOn
    .toISOString()
    .slice(0, 10);

test("each customer's follow-up moves to the rhythm of its present grade, counted from the company's day of its last touch", async () => {
  const [graded, late, ungraded, onHoliday] = [
    await customer("A", "A", ["2026-11-27T02:00:00Z", "2026-11-26T02:00:00Z"]),
    // 1 December in Shanghai, though 30 November in UTC.
    await customer("B", "B", ["2026-11-30T17:00:00Z"]),
    await customer("Ungraded", null, ["2026-11-27T02:00:00Z"]),
    // 31 December and 1 January are holidays, and a weekend follows.
    await customer("C", "C", ["2026-12-01T02:00:00Z"]),
  ];
  await follow([graded, late, ungraded, onHoliday]);
  expect(await dueOf(graded)).toBe("2026-12-04");
  expect(await dueOf(late)).toBe("2026-12-15");
  expect(await dueOf(ungraded)).toBe("2027-02-25");
  expect(await dueOf(onHoliday)).toBe("2027-01-04");
});

test("a customer not touched since its follow-up was opened keeps the day of its first contact", async () => {
  const never = await customer("Never", "A", []);
  const beforeItsClaim = await customer("Claimed", "A", ["2026-08-01T02:00:00Z"]);
  await follow([never, beforeItsClaim]);
  expect(await dueOf(never)).toBe("2026-11-26");
  expect(await dueOf(beforeItsClaim)).toBe("2026-11-26");
});

test("a day that a person gave stays, and so do customers that are not named", async () => {
  const given = await customer("Given", "A", ["2026-11-27T02:00:00Z"], "person");
  const other = await customer("Other", "A", ["2026-11-27T02:00:00Z"]);
  await follow([given]);
  await follow([]);
  expect(await dueOf(given)).toBe(
    storedDay(now.plus({ days: 1 }))
      .toISOString()
      .slice(0, 10),
  );
  expect(await dueOf(other)).toBe("2026-11-26");
});
