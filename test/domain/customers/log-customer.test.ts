import type { CustomerInput } from "../../../src/domain/customers/log-customer";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, colleague: Person, admin: Person;

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  colleague = await addPerson(database.client, "Colleague", { roles: ["rep"] });
  admin = await addPerson(database.client, "Admin", { roles: ["admin"] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer cascade");
});

const contact = { name: "Wang Fang", title: null, phone: "138 0000 1111", email: "wang@acme.example" };
const acme: CustomerInput = { name: "Acme Trading Co., Ltd.", contacts: [contact] };
const log = (input: CustomerInput, by = rep, despiteDuplicates: boolean | number[] = false) =>
  logCustomer(scopeOf(database.client, by), input, { despiteDuplicates });
async function logged(input: CustomerInput, by = rep, despite: boolean | number[] = false) {
  const result = await log(input, by, despite);
  if (result.kind !== "logged") throw new Error("it was taken for a duplicate");
  return result.customer;
}
const count = () => database.client.customer.count();

test("a customer is stored with its contacts, its audit entry and its notice, owned by whoever logs it", async () => {
  const customer = await logged({ ...acme, industry: "retail", intent: "high", needs: " A CRM.\r\nSoon. " });
  expect(customer).toMatchObject({
    name: "Acme Trading Co., Ltd.",
    nameKey: "acmetrading",
    industry: "retail",
    intent: "high",
    needs: "A CRM.\nSoon.",
    owner: { name: "Rep" },
    revision: 1,
    contacts: [{ ...contact, phoneKey: "13800001111", emailDomain: "acme.example" }],
  });
  const subject = { kind: "customer", id: customer.id };
  expect(await jobsFor(database.client, subject)).toEqual(["customer.logged"]);
  const entries = await database.client.auditEntry.findMany({
    where: { subjectKind: "customer", subjectId: customer.id },
  });
  expect(entries).toMatchObject([
    {
      actorId: rep.id,
      via: "slack",
      action: "customer.logged",
      before: null,
      after: { name: "Acme Trading Co., Ltd.", ownerId: rep.id, contacts: [contact] },
    },
  ]);
});

test.each([
  ["name", { name: "ＡＣＭＥ－ＴＲＡＤＩＮＧ", contacts: [] }],
  ["phone", { name: "Other", contacts: [{ ...contact, phone: "+86 13800001111", email: null }] }],
  ["email", { name: "Other", contacts: [{ ...contact, phone: null, email: "li@acme.example" }] }],
] as const)("the same %s is shown before anything is saved", async (reason, again) => {
  const first = await logged(acme);
  const second = await log(again, colleague);
  expect(second).toEqual({
    kind: "duplicates",
    duplicates: [{ id: first.id, name: first.name, ownerName: "Rep", reasons: [reason] }],
  });
  expect(await count()).toBe(1);
});

test("people at a public mail provider are no duplicates of each other", async () => {
  await logged({ name: "One", contacts: [{ ...contact, phone: null, email: "one@qq.com" }] });
  await logged({ name: "Two", contacts: [{ ...contact, phone: null, email: "two@qq.com" }] });
  expect(await count()).toBe(2);
});

test("what was shown may be logged all the same, but not past a duplicate that was not shown", async () => {
  const first = await logged(acme);
  const second = await logged(acme, colleague, [first.id]);
  const third = await log(acme, colleague, [first.id]);
  expect(third).toMatchObject({ kind: "duplicates", duplicates: [{ id: first.id }, { id: second.id }] });
  await logged(acme, colleague, [first.id, second.id]);
  await logged(acme, colleague, true);
  expect(await count()).toBe(4);
});

test("of people logging the same customer at one moment one is first, the others are warned", async () => {
  for (let round = 0; round < 10; round++) {
    await database.pool.query("truncate customer cascade");
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        log({ name: `Acme${index % 2 ? " Ltd" : ""}`, contacts: [contact] }, index % 2 ? rep : colleague),
      ),
    );
    expect(results.filter(({ kind }) => kind === "logged")).toHaveLength(1);
    expect(await count()).toBe(1);
  }
});

test("another owner may be named, if they work here", async () => {
  expect((await logged({ ...acme, ownerId: colleague.id })).owner?.name).toBe("Colleague");
  expect(await refusal(log({ name: "Other", contacts: [], ownerId: 999_999 }))).toMatchObject({
    code: "INVALID",
    field: "owner",
    rule: "unknown_person",
  });
  expect(await count()).toBe(1);
});

test("whoever may not log customers is told whom to ask", async () => {
  expect(await refusal(log(acme, admin))).toEqual({
    code: "NOT_ALLOWED",
    permission: "customer.create",
    askPeople: ["Admin"],
  });
});

test.each([
  ["name", "required", { name: " \u200b\u202e ", contacts: [] }],
  ["name", "too_long", { name: "x".repeat(151), contacts: [] }],
  ["needs", "too_long", { name: "Acme", needs: "x".repeat(2001), contacts: [] }],
  ["industry", "unknown_choice", { name: "Acme", industry: "toString", contacts: [] }],
  ["email", "not_an_email", { name: "Acme", contacts: [{ ...contact, email: "not one" }] }],
  [
    "contactName",
    "required",
    { name: "Acme", contacts: [{ name: " ", title: "CTO", phone: null, email: null }] },
  ],
] as const)("%s that is %s is refused, and nothing is saved", async (field, rule, input) => {
  expect(await refusal(log(input))).toMatchObject({ code: "INVALID", field, rule });
  expect(await count()).toBe(0);
});

test("what no database takes and what turns a line around is taken out of what was typed", async () => {
  const customer = await logged({ name: "A\u0000c\u202eme \ud800 🎉", contacts: [] });
  expect(customer.name).toBe("Acme \ufffd 🎉");
});
