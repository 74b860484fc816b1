import { DateTime } from "luxon";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { listLongOverdue } from "../../../src/domain/follow-ups/list-long-overdue";
import { remindOfFollowUps } from "../../../src/domain/follow-ups/remind-of-follow-ups";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, colleague: Person, head: Person;
const zone = "Asia/Shanghai";
const on = (day: string) => DateTime.fromISO(`${day}T08:20:00`, { zone });

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  colleague = await addPerson(database.client, "Colleague", { roles: ["rep"], department: "marketing" });
  head = await addPerson(database.client, "Head", { roles: ["department_head"], headOf: ["sales"] });
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query("truncate customer, told_once, graphile_worker._private_jobs cascade"));

const at = (day: string) => scopeOf(database.client, rep, { now: on(day) });
async function due(name: string, day: string, owner = rep): Promise<void> {
  const scope = scopeOf(database.client, owner, { now: on("2026-11-02") });
  const logged = await logCustomer(scope, { name, contacts: [] }, { despiteDuplicates: true });
  if (logged.kind !== "logged") throw new Error("not logged");
  await database.client.followUp.updateMany({
    where: { customerId: logged.customer.id },
    data: { dueOn: new Date(day) },
  });
}
/** Who was told what since the last time this was asked. */
async function told(): Promise<string[]> {
  const { rows } = await database.pool.query<{ told: string }>(`
    with taken as (delete from graphile_worker._private_jobs where payload ->> 'notice' like 'follow-ups.%' returning payload, id)
    select (payload ->> 'notice') || ' ' || person.name as told from taken
    join person on person.id = (payload -> 'subject' ->> 'id')::int order by taken.id`);
  return rows.map((each) => each.told);
}

test("owners are told once a working day of what is due, by however many replicas", async () => {
  await due("Today", "2026-11-25");
  await due("Overdue", "2026-11-24");
  await due("Tomorrow", "2026-11-26", colleague);
  await Promise.all([remindOfFollowUps(at("2026-11-25")), remindOfFollowUps(at("2026-11-25"))]);
  expect(await told()).toEqual(["follow-ups.due Rep"]);
  await remindOfFollowUps(at("2026-11-26"));
  expect((await told()).sort()).toEqual(["follow-ups.due Colleague", "follow-ups.due Rep"]);
  // A Saturday.
  await remindOfFollowUps(at("2026-11-28"));
  expect(await told()).toEqual([]);
});

test("a head hears of what is overdue too long in their department, again only when there is more of it", async () => {
  await due("Long overdue", "2026-11-18");
  await due("Sooner", "2026-11-19");
  await due("Another department's", "2026-11-10", colleague);
  await remindOfFollowUps(at("2026-11-24"));
  expect(await told()).not.toContain("follow-ups.overdue Head");
  await remindOfFollowUps(at("2026-11-25"));
  expect(await told()).toContain("follow-ups.overdue Head");
  const { followUps, total } = await listLongOverdue(at("2026-11-25"), head.id);
  expect(followUps).toMatchObject([{ customerName: "Long overdue", ownerName: "Rep" }]);
  expect(total).toBe(1);
  await remindOfFollowUps(at("2026-11-26"));
  expect(await told()).toContain("follow-ups.overdue Head");
  await remindOfFollowUps(at("2026-11-27"));
  expect(await told()).not.toContain("follow-ups.overdue Head");
});
