import { DateTime } from "luxon";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf } from "../approvals/company";
import { Importing } from "./support";

let database: TestDatabase;
let manager: Person, rep: Person;
let importing: Importing;
const now = DateTime.fromISO("2026-11-23T10:00", { zone: "Asia/Shanghai" });

beforeAll(async () => {
  database = await createDatabase();
  manager = await addPerson(database.client, "Manager", { roles: ["marketing_manager"] });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  importing = new Importing(() => scopeOf(database.client, manager, { now }));
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer, import_run cascade");
  const owned = { creatorId: rep.id, attendedFrom: now.toJSDate() };
  await database.client.customer.createMany({
    data: [
      { ...owned, name: "Acme Trading", nameKey: "acmetrading", externalId: "c1", ownerId: rep.id },
      {
        ...owned,
        name: "Pooled",
        nameKey: "pooled",
        externalId: "c2",
        ownerId: null,
        attendedFrom: null,
        poolSince: now.toJSDate(),
      },
    ],
  });
});

const deals = () =>
  database.client.deal.findMany({ orderBy: { id: "asc" }, include: { returnVisits: true } });
const header =
  "External ID,Customer external ID,Product,Sales channel,Stage,Amount,Expected close,Status,Closed on,Reason lost";

test("deals come in open, won and lost; only visits that are still to come follow from what was won", async () => {
  const counts = await importing.whole([
    header,
    "d1,c1,crm,direct,proposal,12800.50,2026-12-20,,,",
    "d2,c1,数据分析,代理商,合同签订,¥50000,2026/11/1,赢单,2026年11月1日,",
    "d3,c1,platform,online,needs,900,2026-10-01,Lost,2026-10-02,price",
  ]);
  expect(counts).toEqual({ added: 3, changed: 0, unchanged: 0, rejected: 0 });
  const [open, won, lost] = await deals();
  expect(open).toMatchObject({ status: "open", amountMinor: 1_280_050n, ownerId: rep.id, currency: "CNY" });
  expect(won).toMatchObject({ status: "won", product: "analytics", channel: "agent", stage: "contract" });
  expect(won?.payableOn?.toISOString().slice(0, 10)).toBe("2026-12-01");
  // The one after 7 days has gone by.
  expect(won?.returnVisits.map(({ number, status }) => [number, status])).toEqual([
    [2, "due"],
    [3, "due"],
  ]);
  expect(lost).toMatchObject({ status: "lost", lostReason: "price", returnVisits: [] });
  expect(open?.returnVisits).toEqual([]);
});

test("what was won counts for the customer's grade at once", async () => {
  await importing.whole([header, "d1,c1,crm,direct,contract,600000,2026-11-01,won,2026-11-01,"]);
  const customer = await database.client.customer.findFirstOrThrow({ where: { externalId: "c1" } });
  expect(customer).toMatchObject({ score: 5_000, grade: "C" });
});

test("the same file again changes nothing, with ids and without", async () => {
  const named = [
    header,
    "d1,c1,crm,direct,proposal,100,2026-12-20,,,",
    "d2,c1,crm,direct,proposal,100,2026-12-20,,,",
  ];
  await importing.whole(named);
  expect(await importing.whole(named)).toEqual({ added: 0, changed: 0, unchanged: 2, rejected: 0 });
  const unnamed = [
    "Customer,Product,Amount,Expected close",
    "Acme Trading,service,100,2026-12-20",
    "Acme Trading,service,100,2026-12-20",
    "ACME Trading Ltd,service,100,2026-12-21",
  ];
  expect(await importing.whole(unnamed)).toEqual({ added: 2, changed: 0, unchanged: 0, rejected: 1 });
  const again = await importing.read(unnamed);
  expect(await importing.refused(again)).toEqual([
    [2, null, "duplicate_deal"],
    [3, null, "duplicate_deal"],
    [4, null, "duplicate_deal"],
  ]);
  expect(await deals()).toHaveLength(4);
});

test("a file closes no deal that is open here, and opens none again", async () => {
  await importing.whole([
    header,
    "d1,c1,crm,direct,proposal,100,2026-12-20,,,",
    "d2,c1,crm,direct,proposal,100,2026-11-01,won,2026-11-01,",
  ]);
  const run = await importing.read([
    "External ID,Status,Closed on,Amount",
    "d1,won,2026-11-02,100",
    "d2,open,,100",
    "d2,won,2026-11-01,200",
  ]);
  expect(await importing.refused(run)).toEqual([
    [2, "status", "wrong_state"],
    [3, "status", "wrong_state"],
    [4, null, "wrong_state"],
  ]);
});

test("a row that breaks a rule is refused by the rule", async () => {
  const run = await importing.read([
    header,
    "d1,c9,crm,direct,proposal,100,2026-12-20,,,",
    "d2,c2,crm,direct,proposal,100,2026-12-20,,,",
    "d3,c1,shoes,direct,proposal,100,2026-12-20,,,",
    "d4,c1,crm,direct,proposal,a lot,2026-12-20,,,",
    "d5,c1,crm,direct,proposal,100,2026-01-01,,,",
    "d6,c1,crm,direct,proposal,100,2026-12-20,won,2027-01-01,",
    "d7,c1,crm,direct,proposal,100,2026-12-20,lost,2026-11-01,",
    "d8,c1,crm,direct,proposal,100,31/12/2026,,,",
  ]);
  expect(await importing.refused(run)).toEqual([
    [2, "customerExternalId", "unknown_customer"],
    [3, null, "pooled"],
    [4, "product", "unknown_choice"],
    [5, "amount", "not_a_number"],
    [6, "expectedOn", "date_in_past"],
    [7, "closedOn", "date_in_future"],
    [8, "lostReason", "required"],
    [9, "expectedOn", "not_a_date"],
  ]);
});
