import fc from "fast-check";
import { beginImport } from "../../../src/domain/imports/decide-import";
import type { Database, Person, Scope, Transaction } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf } from "../approvals/company";
import { countsOf, Importing } from "./support";

let database: TestDatabase;
let manager: Person, rep: Person;
let importing: Importing;

beforeAll(async () => {
  database = await createDatabase();
  manager = await addPerson(database.client, "Manager", { roles: ["marketing_manager"] });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  importing = new Importing(() => scopeOf(database.client, manager));
});
afterAll(() => database.drop());
const empty = () => database.pool.query("truncate customer, import_run cascade");
beforeEach(empty);

/** Everything that an import writes, without ids and moments, which differ from run to run. */
async function everything() {
  const customers = await database.client.customer.findMany({
    include: { contacts: { orderBy: { id: "asc" } }, ownerships: true, followUps: true },
    orderBy: { id: "asc" },
  });
  return customers.map(({ contacts, ownerships, followUps, ...customer }) => ({
    ...customer,
    id: 0,
    createdAt: 0,
    updatedAt: 0,
    attendedFrom: customer.attendedFrom !== null,
    poolSince: customer.poolSince !== null,
    gradedAt: customer.gradedAt !== null,
    contacts: contacts.map((contact) => ({ ...contact, id: 0, customerId: 0 })),
    ownerships: ownerships.map(({ ownerId, how, until }) => ({ ownerId, how, until })),
    followUps: followUps.map(({ dueOn, setBy, status }) => ({ dueOn, setBy, status })),
  }));
}

const cell = <T>(...values: T[]) => fc.constantFrom(...values);
const row = fc.record({
  id: cell("", "", "e1", "e2", "e3", "CUS-1"),
  name: cell("Acme", "ACME Ltd", "贝塔科技", "贝塔", "Gamma", "", "'=1+1"),
  industry: cell("", "software", "制造业", "unheard of"),
  owner: cell("", "", "rep", "nobody"),
  contact: cell("", "Li Na", "王芳"),
  phone: cell("", "13800001111", "+86 138 0000 1111", "13900002222", "12"),
  needs: cell("", '"a, ""b"""', '"two\nlines"'),
});

test("a file taken in twice is a file taken in once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      await empty();
      const lines = [
        "External ID,Company,Industry,Owner,Contact,Phone,Needs",
        ...rows.map(({ id, name, industry, owner, contact, phone, needs }) =>
          [id, name, industry, owner === "rep" ? rep.email : owner, contact, phone, needs].join(","),
        ),
      ];
      const first = countsOf(await importing.takeIn(await importing.read(lines)));
      const once = await everything();
      expect(once).toHaveLength(first.added);
      const entries = await database.client.auditEntry.count({ where: { subjectKind: "customer" } });
      const again = await importing.takeIn(await importing.read(lines));
      expect(again).toMatchObject({ added: 0, changed: 0 });
      expect(await everything()).toEqual(once);
      expect(await database.client.auditEntry.count({ where: { subjectKind: "customer" } })).toBe(entries);
    }),
    { numRuns: 25 },
  );
}, 60_000);

/** The scope of a process that ends at the very last moment before a transaction of it is committed. */
function crashing(scope: Scope): Scope {
  const db = new Proxy(scope.db, {
    get(target, property, receiver) {
      const value: unknown = Reflect.get(target, property, receiver);
      if (property !== "$transaction") return value;
      return (work: (transaction: Transaction) => Promise<unknown>, options: object) =>
        target.$transaction(async (transaction) => {
          await work(transaction);
          throw new Error("the power is cut");
        }, options);
    },
  }) satisfies Database;
  return { ...scope, db };
}

test("a run whose every step is cut off once ends as one that is not", async () => {
  const lines = [
    "External ID,Company,Contact,Phone",
    ...Array.from(
      { length: 1_100 },
      (_, n) => `x${n % 1_090},Firm ${n} of many,Somebody,1380000${10_000 + n}`,
    ),
  ];
  const straight = await importing.takeIn(await importing.read(lines));
  const expected = await everything();
  await empty();
  const { id } = await importing.read(lines);
  await beginImport(scopeOf(database.client, manager), id);
  let cuts = 0;
  while ((await importing.now(id)).status === "running") {
    await expect(importing.work(id, crashing(scopeOf(database.client, manager)))).rejects.toThrow("power");
    cuts += 1;
    await importing.work(id);
  }
  expect(cuts).toBe(4);
  expect(countsOf(await importing.now(id))).toEqual(countsOf(straight));
  expect(countsOf(straight)).toEqual({ added: 1_090, changed: 0, unchanged: 0, rejected: 10 });
  expect(await everything()).toEqual(expected);
  expect(await database.client.storedFile.count({ where: { purpose: "table" } })).toBeGreaterThan(0);
}, 60_000);
