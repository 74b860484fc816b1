import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { DateTime } from "luxon";
import { CsvError, readCsv } from "../../../src/domain/csv/read-csv";
import { grantAdministrators } from "../../../src/domain/people/administrators";
import { type Importing, importPeopleFile } from "../../../src/domain/people/import-people";
import { describeRowProblem } from "../../../src/domain/people/read-people-file";
import { loadPolicy } from "../../../src/policy/load-policy";
import { createDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
let scope: Importing;
const demo = readFileSync(join(__dirname, "../../../prisma/demo/people.csv"), "utf8");

beforeEach(async () => {
  database = await createDatabase();
  scope = {
    db: database.client,
    policy: loadPolicy(null),
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    now: DateTime.now(),
    actor: null,
    via: "file",
    origin: "people.csv",
  };
});
afterEach(() => database.drop());

const entries = () =>
  database.client.auditEntry.findMany({ where: { subjectKind: "person" }, orderBy: { id: "asc" } });
const find = (email: string) => database.client.person.findUniqueOrThrow({ where: { email } });
const header = "email,name,department,head_of,roles,locale,time_zone";

test("the demo company comes in whole; the second time nothing is written", async () => {
  expect(await importPeopleFile(scope, demo)).toEqual({ added: 13, changed: 0, unchanged: 0, problems: [] });
  expect(await entries()).toHaveLength(13);
  expect(await importPeopleFile(scope, demo)).toEqual({ added: 0, changed: 0, unchanged: 13, problems: [] });
  expect(await entries()).toHaveLength(13);
  for (const department of Object.keys(scope.policy.departments))
    expect(await database.client.person.count({ where: { headOf: { has: department } } })).toBeGreaterThan(0);
  expect(await find("wu.min@yunfan.example")).toMatchObject({
    roles: ["finance", "department_head"],
    headOf: ["finance"],
  });
});

test("who is an administrator by a setting stays one whatever the file says, also when the only one", async () => {
  const file = `${header}\nboss@yunfan.example,Boss,sales,,director,,\n`;
  const administrators = ["Boss@yunfan.example"];
  for (let start = 0; start < 2; start += 1) {
    expect(await importPeopleFile({ ...scope, administrators }, file)).toMatchObject({ problems: [] });
    await grantAdministrators(database.client, administrators);
  }
  expect(await find("boss@yunfan.example")).toMatchObject({ roles: ["director", "admin"] });
  expect(await entries()).toHaveLength(1);
});

test("replicas that start together add everybody once", async () => {
  const results = await Promise.all([1, 2, 3].map(() => importPeopleFile(scope, demo)));
  expect(results.map(({ added }) => added).sort()).toEqual([0, 0, 13]);
});

test("people are found by e-mail in any case; what changed is kept with before and after", async () => {
  await importPeopleFile(scope, `${header}\nlin@yunfan.example,Lin,sales,,rep,zh-Hans,Asia/Shanghai\n`);
  const result = await importPeopleFile(
    scope,
    `${header}\nLIN@Yunfan.example,Lin,marketing,,rep;specialist,en,\n`,
  );
  expect(result).toMatchObject({ added: 0, changed: 1 });
  expect((await entries()).at(-1)).toMatchObject({
    actorId: null,
    via: "file",
    action: "person.changed",
    before: { department: "sales", roles: ["rep"] },
    after: { department: "marketing", roles: ["rep", "specialist"] },
  });
  expect(await find("lin@yunfan.example")).toMatchObject({ locale: "zh-Hans", timeZone: "Asia/Shanghai" });
});

test("a column that is left out says nothing; an empty cell clears", async () => {
  await importPeopleFile(scope, `${header}\nlin@yunfan.example,Lin,sales,sales,rep,,\n`);
  await importPeopleFile(scope, "email,department\nlin@yunfan.example,\n");
  expect(await find("lin@yunfan.example")).toMatchObject({
    department: null,
    headOf: ["sales"],
    roles: ["rep"],
  });
});

test("any wrong row is named with line and rule, and then nothing of the file is applied", async () => {
  const { problems, ...counts } = await importPeopleFile(
    scope,
    `\uFEFF${header}\r\n"good@yunfan.example","Good, ""really""\r\nso",sales,,rep,en,Asia/Taipei\r\n` +
      "nobody,X,sales,,rep,en,Asia/Taipei\r\nGOOD@yunfan.example,,piracy,constructor,boss,fr,Mars/Base\r\ntoo@few.example,x\r\n",
  );
  expect(counts).toEqual({ added: 0, changed: 0, unchanged: 0 });
  expect(problems.map(({ line, column, rule }) => [line, column, rule])).toEqual([
    [4, "email", "not_an_email"],
    [5, "email", "email_twice"],
    [5, "name", "name_missing"],
    [5, "department", "unknown_department"],
    [5, "head_of", "unknown_department"],
    [5, "roles", "unknown_role"],
    [5, "locale", "unknown_locale"],
    [5, "time_zone", "unknown_time_zone"],
    [6, null, "wrong_number_of_fields"],
  ]);
  expect(problems.map(describeRowProblem)[3]).toBe(
    'line 5, department "piracy": the policy has no such department',
  );
  expect(await database.client.person.count()).toBe(0);
});

test.each([
  ["", "empty_file"],
  ["name\nx", "missing_column"],
  ["email,salary\na@b.example,5", "unknown_column"],
  ["email,email\na@b.example,a@b.example", "column_twice"],
  ['email\n"a@b.example', "unclosed_quote"],
  ['email\n"a"@b.example', "text_after_quote"],
  ['email\na"@b.example', "quote_in_text"],
])("%j is no people file: %s", async (text, rule) => {
  expect((await importPeopleFile(scope, text)).problems).toMatchObject([{ rule }]);
});

test("a file cannot remove the last administrator", async () => {
  await grantAdministrators(database.client, ["Boss@yunfan.example", "boss@yunfan.example"]);
  await grantAdministrators(database.client, ["boss@yunfan.example"]);
  expect(await entries()).toHaveLength(1);
  const result = await importPeopleFile(scope, `${header}\nboss@yunfan.example,Boss,sales,,rep,,\n`);
  expect(result).toMatchObject({
    changed: 0,
    problems: [{ line: 2, column: "roles", rule: "last_administrator" }],
  });
  expect(await find("boss@yunfan.example")).toMatchObject({ roles: ["admin"], department: null });
  const replaced = `${header}\nboss@yunfan.example,Boss,sales,,rep,,\nnew@yunfan.example,New,sales,,admin,,\n`;
  expect(await importPeopleFile(scope, replaced)).toMatchObject({ added: 1, changed: 1, problems: [] });
});

test("administrators of the setting who are somebody already keep their other roles", async () => {
  await importPeopleFile(scope, demo);
  await grantAdministrators(database.client, ["lin.xiaoyu@yunfan.example"]);
  expect(await find("lin.xiaoyu@yunfan.example")).toMatchObject({ roles: ["rep", "admin"], name: "林晓雨" });
});

test("any table written as CSV is read back", () => {
  const field = fc.string({ unit: fc.constantFrom("a", "林", '"', ",", "\n", "\r", " ", ";", "😀") });
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      (table, end, mark) => {
        const rows = table.filter((row) => row.some((cell) => cell.trim() !== ""));
        const text = rows
          .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
          .join(end);
        const read = rows.map((row) => row.map((cell) => cell.replace(/\r\n?/g, "\n")));
        expect(readCsv((mark ? "\uFEFF" : "") + text).map(({ fields }) => fields)).toEqual(read);
      },
    ),
  );
});

test("any text is a table or names the line where it is none", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ") }), (text) => {
      try {
        readCsv(text);
      } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        expect(error.line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
      }
    }),
  );
});
