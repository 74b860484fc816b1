import { addContact, mostContacts } from "../../../src/domain/customers/add-contact";
import type { Customer } from "../../../src/domain/customers/customer";
import { editContact } from "../../../src/domain/customers/edit-contact";
import { editCustomer } from "../../../src/domain/customers/edit-customer";
import { findCustomers, nameCustomers } from "../../../src/domain/customers/find-customers";
import { identifyCustomer } from "../../../src/domain/customers/identify-customer";
import { listCustomers } from "../../../src/domain/customers/list-customers";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { showCustomer } from "../../../src/domain/customers/show-customer";
import { referenceOf } from "../../../src/domain/references";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, colleague: Person, head: Person, hr: Person;

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  colleague = await addPerson(database.client, "Colleague", { roles: ["rep"] });
  head = await addPerson(database.client, "Head", { roles: ["department_head"] });
  hr = await addPerson(database.client, "Hr", { roles: ["hr"] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer cascade");
});

const as = (person: Person) => scopeOf(database.client, person);
async function customerOf(owner: Person, name: string, email: string | null = null): Promise<Customer> {
  const contacts = email ? [{ name: "Wang Fang", title: null, phone: "13800001111", email }] : [];
  const logged = await logCustomer(as(owner), { name, contacts }, { despiteDuplicates: true });
  if (logged.kind !== "logged") throw new Error("not logged");
  return logged.customer;
}
const names = ({ customers }: { customers: readonly { name: string }[] }) =>
  customers.map(({ name }) => name);

test("an owner edits: only what changed is in the audit trail, and every copy is drawn anew", async () => {
  const { id } = await customerOf(rep, "Acme");
  const edited = await editCustomer(as(rep), id, 1, { name: "Acme 2", region: "Shanghai", intent: "low" });
  expect(edited).toMatchObject({
    name: "Acme 2",
    nameKey: "acme2",
    region: "Shanghai",
    revision: 2,
    ownerId: rep.id,
  });
  const entry = await database.client.auditEntry.findFirst({
    where: { subjectId: id, action: "customer.edited" },
  });
  expect(entry).toMatchObject({
    before: { name: "Acme", region: null, intent: "unknown" },
    after: { name: "Acme 2", region: "Shanghai", intent: "low" },
  });
  expect(await jobsFor(database.client, { kind: "customer", id })).toEqual(["customer.logged", "refresh"]);
});

test("an edit that changes nothing leaves no trace", async () => {
  const { id } = await customerOf(rep, "Acme");
  expect((await editCustomer(as(rep), id, 1, { name: " Acme " })).revision).toBe(1);
  expect(
    await database.client.auditEntry.count({ where: { subjectId: id, action: "customer.edited" } }),
  ).toBe(0);
});

test("a form opened before another's edit cannot overwrite it, also at the same moment", async () => {
  const { id } = await customerOf(rep, "Acme");
  const tries = await Promise.allSettled(
    ["One", "Two", "Three", "Four"].map((name) => editCustomer(as(rep), id, 1, { name })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await refusal(editCustomer(as(rep), id, 1, { name: "Late" }))).toEqual({
    code: "STALE_FORM",
    reference: referenceOf("customer", id),
  });
  expect((await showCustomer(as(rep), id)).revision).toBe(2);
});

test("only the owner and whoever may edit other people's edit; a new owner is told", async () => {
  const { id } = await customerOf(rep, "Acme");
  expect(await refusal(editCustomer(as(colleague), id, 1, { name: "Mine" }))).toMatchObject({
    code: "NOT_ALLOWED",
  });
  await editCustomer(as(head), id, 1, { name: "Acme", ownerId: colleague.id });
  expect(await refusal(editCustomer(as(rep), id, 2, { name: "Back" }))).toMatchObject({
    code: "NOT_ALLOWED",
  });
  expect((await editCustomer(as(colleague), id, 2, { name: "Ours" })).name).toBe("Ours");
  expect(await jobsFor(database.client, { kind: "customer", id })).toContain("customer.handed-over");
});

test("contacts are added up to the most, also when two add the last at once", async () => {
  const { id } = await customerOf(rep, "Acme");
  const contact = { name: "Li", title: "CTO", phone: null, email: "LI@acme.example" };
  expect((await addContact(as(rep), id, contact)).contacts).toMatchObject([
    { ...contact, emailDomain: "acme.example" },
  ]);
  const more = Array.from({ length: mostContacts + 4 }, () => addContact(as(rep), id, contact));
  const added = (await Promise.allSettled(more)).filter(({ status }) => status === "fulfilled");
  expect(added).toHaveLength(mostContacts - 1);
  expect(await refusal(addContact(as(colleague), id, contact))).toMatchObject({ code: "NOT_ALLOWED" });
});

test("a contact is changed, and removed where nothing is left of it; never over another's edit", async () => {
  const { id, contacts } = await customerOf(rep, "Acme", "wang@acme.example");
  const place = { customerId: id, contactId: contacts[0]?.id ?? 0, revision: 1 };
  const changed = { name: "Wang Fang", title: "CTO", phone: "+886 912 345 678", email: null };
  expect((await editContact(as(rep), place, changed)).contacts).toMatchObject([
    { ...changed, phoneKey: "912345678", emailDomain: null },
  ]);
  const reference = referenceOf("customer", id);
  expect(await refusal(editContact(as(rep), place, changed))).toEqual({ code: "STALE_FORM", reference });
  const gone = { name: " ", title: null, phone: "", email: null };
  const later = { ...place, revision: 2 };
  expect(await refusal(editContact(as(colleague), later, gone))).toMatchObject({ code: "NOT_ALLOWED" });
  const tries = await Promise.allSettled([
    editContact(as(rep), later, gone),
    editContact(as(head), later, gone),
  ]);
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const each of tries)
    if (each.status === "rejected")
      expect(each.reason).toMatchObject({ problem: { code: "STALE_FORM", reference } });
  expect((await showCustomer(as(rep), id)).contacts).toEqual([]);
  const entries = await database.client.auditEntry.findMany({
    where: { subjectId: id, action: { startsWith: "customer.contact" } },
    orderBy: { id: "asc" },
  });
  expect(entries).toMatchObject([
    { action: "customer.contact_edited", before: { phone: "13800001111" }, after: changed },
    { action: "customer.contact_removed", before: changed, after: null },
  ]);
});

test("who may not see customers sees their own alone", async () => {
  const { id } = await customerOf(rep, "Acme");
  expect(await refusal(showCustomer(as(hr), id))).toEqual({
    code: "NOT_FOUND",
    reference: referenceOf("customer", id),
  });
  expect(await refusal(findCustomers(as(hr), "Acme"))).toMatchObject({ code: "NOT_ALLOWED" });
  await editCustomer(as(head), id, 1, { name: "Acme", ownerId: hr.id });
  expect((await showCustomer(as(hr), id)).name).toBe("Acme");
});

test("customers are found by any part of what is known of them, literally", async () => {
  const { id } = await customerOf(rep, "Acme Trading", "wang@acme.example");
  await customerOf(rep, "Great Acme");
  await customerOf(rep, "100%_real");
  await customerOf(rep, "上海贝塔科技有限公司");
  const found = async (text: string) => names(await findCustomers(as(colleague), text));
  expect(await found("acme")).toEqual(["Acme Trading", "Great Acme"]);
  expect(await found("ＡＣＭＥ　ＴＲＡＤＩＮＧ")).toEqual(["Acme Trading"]);
  expect(await found("great acme")).toEqual(["Great Acme"]);
  for (const one of [
    referenceOf("customer", id),
    String(id),
    "wang f",
    "+86 138 0000 1111",
    "0000 1111",
    "WANG@acme",
  ])
    expect([one, await found(one)]).toEqual([one, ["Acme Trading"]]);
  expect(await found("%")).toEqual(["100%_real"]);
  expect(await found("贝塔")).toEqual(["上海贝塔科技有限公司"]);
  for (const none of ["nobody", "🎉", "<!channel>", "\\", "'; drop table customer", "x".repeat(5000)])
    expect([none, await found(none)]).toEqual([none, []]);
  expect(await nameCustomers(as(hr), "wang@acme")).toEqual([]);
  expect(await nameCustomers(as(hr), "acme tr")).toEqual([{ id, name: "Acme Trading" }]);
});

test("a name means its own customer before those that only hold it", async () => {
  const acme = await customerOf(rep, "Acme Ltd");
  await customerOf(rep, "Acme Trading");
  expect(await identifyCustomer(as(hr), "ACME")).toMatchObject({ kind: "one", id: acme.id });
  expect(await identifyCustomer(as(hr), "trad")).toMatchObject({ kind: "one", name: "Acme Trading" });
  expect(await identifyCustomer(as(hr), "Acm")).toMatchObject({ kind: "several" });
  expect(await identifyCustomer(as(hr), "Nobody")).toEqual({ kind: "none" });
  expect(await identifyCustomer(as(hr), "CUS-999999")).toEqual({ kind: "none" });
});

test("lists go by page and stay within their bounds", async () => {
  for (let index = 1; index <= 23; index++) await customerOf(rep, `Customer ${index}`);
  await customerOf(colleague, "Theirs");
  const first = await listCustomers(as(rep), { whose: "mine", page: 1 });
  const second = await listCustomers(as(rep), { whose: "mine", page: 2 });
  expect([first.customers.length, second.customers.length, first.total, second.pages]).toEqual([
    20, 3, 23, 2,
  ]);
  expect(new Set([...names(first), ...names(second)]).size).toBe(23);
  expect((await listCustomers(as(rep), { whose: "mine", page: 999 })).page).toBe(2);
  expect((await listCustomers(as(rep), { whose: "all", page: 1 })).total).toBe(24);
  expect(await refusal(listCustomers(as(hr), { whose: "all", page: 1 }))).toMatchObject({
    code: "NOT_ALLOWED",
  });
});
