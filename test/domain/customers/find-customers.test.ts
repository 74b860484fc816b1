import fc from "fast-check";
import { addContact } from "../../../src/domain/customers/add-contact";
import { phoneKey } from "../../../src/domain/customers/contact-keys";
import type { Customer } from "../../../src/domain/customers/customer";
import { editContact } from "../../../src/domain/customers/edit-contact";
import { editCustomer } from "../../../src/domain/customers/edit-customer";
import { findCustomers, nameCustomers } from "../../../src/domain/customers/find-customers";
import { findDuplicates } from "../../../src/domain/customers/find-duplicates";
import { identifyCustomer } from "../../../src/domain/customers/identify-customer";
import { listCustomers } from "../../../src/domain/customers/list-customers";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { nameKey } from "../../../src/domain/customers/name-key";
import { referenceOf } from "../../../src/domain/references";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, hr: Person;

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  hr = await addPerson(database.client, "Hr", { roles: ["hr"] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer cascade");
});

const as = (person: Person) => scopeOf(database.client, person);
const contactless = { title: null, phone: null, email: null };

async function customerOf(name: string, contact: Partial<Facts> = {}): Promise<Customer> {
  const { contactName = null, phone = null, email = null } = contact;
  const contacts = Object.keys(contact).length ? [{ name: contactName, title: null, phone, email }] : [];
  const logged = await logCustomer(as(rep), { name, contacts }, { despiteDuplicates: true });
  if (logged.kind !== "logged") throw new Error("not logged");
  return logged.customer;
}
/** So many more without contacts, changed longer ago than any other, though logged later than any (by their ids). */
async function fill(count: number, name: string): Promise<void> {
  await database.pool.query(
    `insert into customer (id, name, name_key, creator_id, owner_id, updated_at)
      select 900000 + index, name, lower(replace(name, ' ', '')), $2, $2, now() - interval '1 day' - index * interval '1 second'
      from (select index, replace($1, '#', index::text) as name from generate_series(1, $3::int) as index) as made`,
    [name, rep.id, count],
  );
}
const found = async (text: string): Promise<string[]> =>
  (await findCustomers(as(rep), text)).customers.map(({ name }) => name);
/** As unmerging undoes it, and merging does: one customer is known by another's reference alone. */
const merge = (id: number, intoId: number | null) =>
  database.pool.query(
    `update customer set merged_into_id = $2::int, pool_since = null, attended_from = null,
      owner_id = case when $2::int is null then $3::int end where id = $1`,
    [id, intoId, rep.id],
  );

interface Facts {
  name: string;
  contactName: string;
  phone: string;
  email: string;
}

const letters = [..."abcXYZ 0123456789éÜß&.-%_\\'贝塔科技上海臺灣公司ＡＢ１，"];
const line = fc
  .array(fc.constantFrom(...letters), { minLength: 2, maxLength: 30 })
  .map((all) => all.join("").trim().replace(/\s+/g, " "))
  .filter((each) => /[^\s]{2}/.test(each));
const word = fc.string({ unit: fc.constantFrom(..."abcxyz0189"), minLength: 1, maxLength: 12 });
const facts: fc.Arbitrary<Facts> = fc.record({
  name: line,
  contactName: line,
  phone: fc
    .string({ unit: fc.constantFrom(..."0123456789"), minLength: 9, maxLength: 11 })
    .map((all) => `1${all}`),
  email: fc.tuple(word, word).map(([name, domain]) => `${name}@${domain}.example`),
});
const cut = fc.record({
  of: fc.constantFrom("name", "contactName", "phone", "email"),
  from: fc.nat(),
  length: fc.nat(),
});

test("a customer is found by any two or more characters in a row of its name, or of a contact's name, number or address", async () => {
  // So many newer ones that its pieces alone can find it.
  await fill(2100, "※");
  await fc.assert(
    fc.asyncProperty(facts, fc.array(cut, { minLength: 4, maxLength: 4 }), async (known, cuts) => {
      const { id } = await customerOf(known.name, known);
      for (const { of, from, length } of cuts) {
        const whole = of === "phone" ? (phoneKey(known.phone) ?? "") : known[of];
        const characters = [...whole];
        // Fewer digits than four are looked for in names and addresses alone.
        const fewest = of === "phone" ? 4 : 2;
        const start = from % Math.max(1, characters.length - fewest + 1);
        const piece = characters.slice(start, start + fewest + (length % characters.length)).join("");
        if ([...piece.trim()].length < fewest) continue;
        const { customers } = await findCustomers(as(rep), piece);
        expect([piece, customers.map((each) => each.id)]).toEqual([piece, expect.arrayContaining([id])]);
      }
      await merge(id, 900_001);
    }),
    { numRuns: 50 },
  );
});

test("what is not there is not found, and who names customers learns nothing of contacts", async () => {
  await customerOf("Acme Trading", {
    contactName: "Wang Fang",
    phone: "13800001111",
    email: "wang@acme.example",
  });
  for (const none of ["acme wang", "tradingwang", "1111wang", "38000011112", "x"]) {
    expect([none, await found(none)]).toEqual([none, []]);
  }
  for (const ofContacts of ["Wang", "wang@acme", "0000 1111", "example"]) {
    expect([ofContacts, await found(ofContacts)]).toEqual([ofContacts, ["Acme Trading"]]);
    expect([ofContacts, await nameCustomers(as(hr), ofContacts)]).toEqual([ofContacts, []]);
  }
});

test("a single letter or digit is the beginning of a name, any other character stands anywhere", async () => {
  for (const name of ["Acme", "Beta", "4 Seasons", "Acht & Söhne", "上海贝塔"]) await customerOf(name);
  expect((await found("a")).sort()).toEqual(["Acht & Söhne", "Acme"]);
  expect(await found("4")).toEqual(["4 Seasons"]);
  expect(await found("贝")).toEqual(["上海贝塔"]);
  expect(await found("&")).toEqual(["Acht & Söhne"]);
  expect(await found("ö")).toEqual(["Acht & Söhne"]);
});

test("what was changed is found by what it is now, and no longer by what it was", async () => {
  const { id } = await customerOf("Acme Trading");
  const added = await addContact(as(rep), id, { ...contactless, name: "Wang Fang" });
  await editCustomer(as(rep), id, added.revision, { name: "Northwind" });
  expect([await found("northw"), await found("acme"), await found("wang f")]).toEqual([
    ["Northwind"],
    [],
    ["Northwind"],
  ]);
  const place = { customerId: id, contactId: added.contacts[0]?.id ?? 0, revision: added.revision + 1 };
  await editContact(as(rep), place, { ...contactless, name: "Li Na" });
  expect([await found("wang f"), await found("li na")]).toEqual([[], ["Northwind"]]);
  await editContact(as(rep), { ...place, revision: place.revision + 1 }, { ...contactless, name: null });
  expect(await found("li na")).toEqual([]);
});

test("of very many that fit no more than 30 are counted, and those of that name, or that begin so, come first", async () => {
  await fill(620, "Great Acme # Trading");
  await customerOf("Acme");
  await customerOf("Acme Trading House");
  const { customers, total, more } = await findCustomers(as(rep), "acme");
  expect([customers.length, total, more]).toEqual([20, 30, true]);
  expect(customers.slice(0, 2).map(({ name }) => name)).toEqual(["Acme", "Acme Trading House"]);
  expect(await findCustomers(as(rep), "acme 61")).toMatchObject({ total: 11, more: false });
  expect(await findCustomers(as(rep), "acme 617")).toMatchObject({ total: 1, more: false });
  expect(await findCustomers(as(rep), "")).toMatchObject({ total: 30, more: true });
});

test("one that a word is common among the newest for does not hide an older one of the same name", async () => {
  const { id } = await customerOf("Zeta");
  await fill(2600, "Big Zeta #");
  const { customers, total, more } = await findCustomers(as(rep), "zeta");
  expect([customers[0]?.id, total, more]).toEqual([id, 30, true]);
});

test("one that was merged is found by its reference alone, as the one it turned out to be", async () => {
  const kept = await customerOf("Acme");
  const merged = await customerOf("Beta Trading", {
    contactName: "Wang Fang",
    phone: "13800001111",
    email: "w@beta.example",
  });
  const last = await customerOf("Gamma");
  await merge(merged.id, kept.id);
  await merge(kept.id, last.id);
  for (const text of ["beta trading", "beta", "b", "Wang", "0000 1111", "acme"])
    expect([text, await found(text)]).toEqual([text, []]);
  expect(await found(referenceOf("customer", merged.id))).toEqual(["Gamma"]);
  expect(await identifyCustomer(as(hr), referenceOf("customer", merged.id))).toMatchObject({
    kind: "one",
    id: last.id,
  });
  expect(await identifyCustomer(as(hr), "Beta Trading")).toEqual({ kind: "none" });
  const alike = {
    nameKey: nameKey("Beta Trading"),
    contacts: [{ phoneKey: "13800001111", emailDomain: "beta.example" }],
  };
  expect(await findDuplicates(database.client, alike)).toEqual([]);
  for (const whose of ["mine", "all"] as const)
    expect((await listCustomers(as(rep), { whose, page: 1 })).customers.map(({ name }) => name)).toEqual([
      "Gamma",
    ]);
  await merge(kept.id, null);
  await merge(merged.id, null);
  expect([await found("wang"), await found("acme")]).toEqual([["Beta Trading"], ["Acme"]]);
  expect(await findDuplicates(database.client, alike)).toMatchObject([{ id: merged.id }]);
});

test("a list goes no further than its first 1,000, and says that there are more", async () => {
  await fill(1001, "Customer #");
  for (const whose of ["mine", "all"] as const) {
    const last = await listCustomers(as(rep), { whose, page: 999 });
    expect([last.customers.length, last.total, last.more, last.page, last.pages]).toEqual([
      20,
      1000,
      true,
      50,
      50,
    ]);
  }
});

test("searches stand on indexes: with many customers none reads all of them", async () => {
  await fill(3000, "Firm #");
  await database.pool.query("analyze customer; analyze customer_search");
  const plans = [
    "select id from customer where name_key ~>=~ 'firm12' and name_key ~<~ 'firm13' limit 31",
    "select id from customer where name_key = 'firm12' limit 31",
    "select customer_id from customer_search where search_grams(names) @> array['rm ', ' 12', '123'] limit 31",
    "select customer_id from customer_search where search_grams(contacts) @> array['wan', 'ang'] limit 31",
  ];
  for (const sql of plans) {
    const { rows } = await database.pool.query<{ "QUERY PLAN": string }>(`explain ${sql}`);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/customer_(name_key|search_grams)_idx/);
    expect(plan).not.toContain("Seq Scan");
  }
});
