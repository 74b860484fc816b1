import { DateTime } from "luxon";
import { findPeople } from "../../../src/domain/people/find-people";
import { clearAway, setAway } from "../../../src/domain/people/set-away";
import { setLocale } from "../../../src/domain/people/set-locale";
import { setPerson } from "../../../src/domain/people/set-person";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let admin: Person, rep: Person, other: Person;

beforeEach(async () => {
  database = await createDatabase();
  admin = await addPerson(database.client, "Admin", { roles: ["admin"] });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  other = await addPerson(database.client, "Other", { roles: ["rep"] });
});
afterEach(() => database.drop());

const by = (person: Person) => scopeOf(database.client, person);
const entries = (id: number) =>
  database.client.auditEntry.findMany({
    where: { subjectKind: "person", subjectId: id },
    orderBy: { id: "asc" },
  });

test("an administrator changes posts; who, before and after are kept; the same again writes nothing", async () => {
  const change = {
    id: rep.id,
    department: "marketing",
    headOf: ["marketing"],
    roles: ["department_head" as const],
  };
  expect(await setPerson(by(admin), change)).toMatchObject({
    department: "marketing",
    roles: ["department_head"],
  });
  await setPerson(by(admin), change);
  expect(await entries(rep.id)).toMatchObject([
    {
      actorId: admin.id,
      action: "person.changed",
      before: { department: "sales", headOf: [], roles: ["rep"] },
      after: { department: "marketing", headOf: ["marketing"], roles: ["department_head"] },
    },
  ]);
});

test("nobody else may, and they are told whom to ask", async () => {
  expect(await refusal(setPerson(by(rep), { id: rep.id, roles: ["admin"] }))).toEqual({
    code: "NOT_ALLOWED",
    permission: "people.manage",
    askPeople: ["Admin"],
  });
});

test.each([
  [{ department: "piracy" }, "department", "unknown_choice"],
  [{ headOf: ["sales", "constructor"] }, "headOf", "unknown_choice"],
  [{ locale: "fr" }, "locale", "unknown_choice"],
  [{ timeZone: "Mars/Base" }, "timeZone", "unknown_choice"],
])("%j is refused at its field", async (change, field, rule) => {
  expect(await refusal(setPerson(by(admin), { id: rep.id, ...change }))).toEqual({
    code: "INVALID",
    field,
    rule,
  });
});

test("the last administrator stays one", async () => {
  expect(await refusal(setPerson(by(admin), { id: admin.id, roles: ["rep"] }))).toMatchObject({
    field: "roles",
  });
  expect(await refusal(setPerson(by(admin), { id: admin.id, active: false }))).toMatchObject({
    field: "active",
  });
  await setPerson(by(admin), { id: rep.id, roles: ["rep", "admin"] });
  await setPerson(by(admin), { id: admin.id, roles: ["rep"] });
});

test("two administrators who remove each other at the same moment leave one", async () => {
  for (let round = 0; round < 20; round += 1) {
    await database.client.person.updateMany({
      where: { id: { in: [admin.id, rep.id] } },
      data: { roles: ["admin"] },
    });
    const [one, two] = [{ ...admin }, { ...rep, roles: ["admin" as const] }];
    await Promise.allSettled([
      setPerson(by(one), { id: two.id, roles: [] }),
      setPerson(by(two), { id: one.id, roles: [] }),
    ]);
    expect(await database.client.person.count({ where: { roles: { has: "admin" } } })).toBe(1);
  }
});

test("one's own language", async () => {
  await setLocale(by(rep), "zh-Hant");
  await setLocale(by(rep), null);
  expect((await entries(rep.id)).map(({ after }) => after)).toEqual([
    { locale: "zh-Hant" },
    { locale: null },
  ]);
  expect(await refusal(setLocale(by(rep), "fr"))).toMatchObject({ field: "locale" });
});

test("away, with a delegate who is there", async () => {
  const from = DateTime.now();
  const until = from.plus({ days: 3 });
  const away = (person: Person, delegate: Person, facts = {}) =>
    setAway(by(person), { from, until, delegateId: delegate.id, ...facts });
  expect(await refusal(away(rep, rep))).toMatchObject({ field: "delegateId" });
  expect(await refusal(away(rep, { ...rep, id: 999_999 }))).toMatchObject({
    field: "delegateId",
    rule: "unknown_person",
  });
  expect(await refusal(away(rep, other, { until: from.minus({ days: 1 }) }))).toMatchObject({
    field: "until",
  });
  expect(await refusal(away(rep, other, { from: DateTime.invalid("none") }))).toMatchObject({
    field: "from",
  });
  await away(rep, other);
  expect(await refusal(away(other, rep))).toMatchObject({ field: "delegateId" });
  expect(await refusal(away(admin, rep))).toMatchObject({ field: "delegateId" });
  await away(admin, rep, { from: until.plus({ days: 1 }), until: until.plus({ days: 2 }) });
  await clearAway(by(rep));
  await clearAway(by(rep));
  expect((await entries(rep.id)).map(({ action }) => action)).toEqual(["person.away", "person.back"]);
  await setPerson(by(admin), { id: other.id, active: false });
  expect(await refusal(away(rep, other))).toMatchObject({ rule: "unknown_person" });
});

test("of two who name each other at the same moment, one is refused", async () => {
  const from = DateTime.now();
  const until = from.plus({ days: 3 });
  for (let round = 0; round < 20; round += 1) {
    const results = await Promise.allSettled([
      setAway(by(rep), { from, until, delegateId: other.id }),
      setAway(by(other), { from, until, delegateId: rep.id }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await Promise.all([clearAway(by(rep)), clearAway(by(other))]);
  }
});

test("people are found by part of name or e-mail; typed wildcards are only letters", async () => {
  await database.client.person.update({ where: { id: other.id }, data: { name: "林晓雨 100%" } });
  expect((await findPeople(database.client, "晓")).map(({ id }) => id)).toEqual([other.id]);
  expect((await findPeople(database.client, "@REP")).map(({ id }) => id)).toEqual([rep.id]);
  expect((await findPeople(database.client, "%")).map(({ id }) => id)).toEqual([other.id]);
  expect(await findPeople(database.client, "_")).toEqual([]);
  expect(await findPeople(database.client, "")).toHaveLength(3);
});
