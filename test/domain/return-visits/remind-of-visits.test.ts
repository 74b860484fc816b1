import { DateTime } from "luxon";
import { storedDay } from "../../../src/domain/calendar/working-days";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { resolveComplaint } from "../../../src/domain/complaints/resolve-complaint";
import { giveUpCustomer } from "../../../src/domain/pool/give-up-customer";
import { countDueVisits, remindOfVisits } from "../../../src/domain/return-visits/remind-of-visits";
import type { Person } from "../../../src/domain/scope";
import { addPerson } from "../approvals/company";
import { type Sales, startSales } from "../deals/company";

let sales: Sales;
let support: Person;
beforeAll(async () => {
  sales = await startSales();
  support = await addPerson(sales.db, "Support", { roles: ["support"], department: "support" });
});
afterAll(() => sales.database.drop());

const on = (day: string) => DateTime.fromISO(`${day}T08:25`, { zone: "Asia/Shanghai" });
const morning = (day: string) => remindOfVisits(sales.as(sales.rep, on(day)));
/** Who was told since the last time this was asked. */
async function told(): Promise<string[]> {
  const { rows } = await sales.database.pool.query<{ name: string }>(`
    with taken as (delete from graphile_worker._private_jobs where payload ->> 'notice' = 'visits.due' returning payload)
    select person.name from taken join person on person.id = (payload -> 'subject' ->> 'id')::int order by 1`);
  return rows.map(({ name }) => name);
}

test("whoever is to make visits is told once each working day until they are made", async () => {
  // Due 7, 30 and 90 days after 25 November.
  await sales.won();
  await morning("2026-12-01");
  expect(await told()).toEqual([]);
  await Promise.all([morning("2026-12-02"), morning("2026-12-02")]);
  expect(await told()).toEqual(["Rep"]);
  await morning("2026-12-02");
  expect(await told()).toEqual([]);
  await morning("2026-12-03");
  expect(await told()).toEqual(["Rep"]);
  // A Saturday.
  await morning("2026-12-05");
  expect(await told()).toEqual([]);
  await giveUpCustomer(sales.as(sales.rep), sales.customerId, "No time.");
  await morning("2026-12-07");
  expect(await told()).toEqual([]);
});

test("after a complaint whoever answers for it is told, the customer's owner where nobody at work does", async () => {
  const customerId = await sales.customer(sales.otherRep);
  const { id } = await recordComplaint(sales.as(sales.rep), {
    customerId,
    severity: "S3",
    product: "crm",
    description: "It fails.",
    sourceLink: null,
  });
  await resolveComplaint(sales.as(support), id, "Done.");
  await morning("2026-12-08");
  expect(await told()).toEqual(["Support"]);
  expect(await countDueVisits(sales.db, support.id, storedDay(on("2026-12-08")))).toBe(1);
  await sales.db.person.update({ where: { id: support.id }, data: { active: false } });
  await morning("2026-12-09");
  expect(await told()).toEqual(["Other rep"]);
});
