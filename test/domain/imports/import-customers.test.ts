import { beginImport, cancelImport, chooseImport } from "../../../src/domain/imports/decide-import";
import { type ImportRun, loadRun, refusedRows } from "../../../src/domain/imports/import-run";
import { startImport } from "../../../src/domain/imports/start-import";
import { workOnImport } from "../../../src/domain/imports/work-on-import";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let manager: Person, rep: Person;

beforeAll(async () => {
  database = await createDatabase();
  manager = await addPerson(database.client, "Manager", { roles: ["marketing_manager"] });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  await database.client.person.update({ where: { id: rep.id }, data: { email: "rep@company.example" } });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer, import_run cascade");
});

const as = (person: Person) => scopeOf(database.client, person);
const file = (lines: readonly string[], name = "customers.csv") => ({
  name,
  content: Buffer.from(`${lines.join("\n")}\n`),
});

async function read(lines: readonly string[] | { name: string; content: Uint8Array }): Promise<ImportRun> {
  const handedIn = "content" in lines ? lines : file(lines);
  const { id } = await startImport(as(manager), handedIn);
  await work(id);
  return now(id);
}

/** Does what the queue would do next, and says of a refused row which rule it breaks. */
const work = (id: number) =>
  workOnImport(as(manager), id, async () => ({
    line: "Line",
    refusedBecause: "Refused because",
    explain: (_kind, problems) => problems.map(({ column, rule }) => `${column}: ${rule}`).join("; "),
  }));

async function now(id: number): Promise<ImportRun> {
  const run = await loadRun(database.client, id);
  if (!run) throw new Error("there is no such run");
  return run;
}

/** Works as the queue does, until the run has ended. */
async function takeIn(id: number): Promise<ImportRun> {
  await beginImport(as(manager), id);
  while ((await now(id)).status === "running") await work(id);
  return now(id);
}

const counts = ({ added, changed, unchanged, rejected }: ImportRun) => ({
  added,
  changed,
  unchanged,
  rejected,
});
const customers = () =>
  database.client.customer.findMany({ orderBy: { id: "asc" }, include: { contacts: true } });

const header = "External ID,Company,Industry,Region,Owner,Contact,Phone,Colour";

test("a file is read and shown before anything of it is taken in", async () => {
  const run = await read([
    header,
    "a1,Acme Trading,Software and internet,Shanghai,rep@company.example,Wang Fang,13800001111,red",
    "a2,贝塔科技,制造业,北京,,李娜,13900002222,blue",
    "a3,,software,,,,,",
    "a4,Gamma,shipbuilding,,nobody@company.example,,,",
  ]);
  expect(run).toMatchObject({ status: "preview", kind: "customers", rows: 4, ignored: ["Colour"] });
  expect(counts(run)).toEqual({ added: 2, changed: 0, unchanged: 0, rejected: 2 });
  const refused = await refusedRows(database.client, run.id, { most: 10 });
  expect(
    refused.map(({ line, problems }) => [line, problems.map(({ column, rule }) => `${column}: ${rule}`)]),
  ).toEqual([
    [4, ["name: required"]],
    [5, ["industry: unknown_choice", "owner: unknown_person"]],
  ]);
  expect(await customers()).toEqual([]);
});

test("what is taken in belongs to whom the file or the importer says, and the refused rows come back as a file", async () => {
  const run = await read([
    header,
    "a1,Acme Trading,software,Shanghai,rep@company.example,Wang Fang,13800001111,",
    "a2,Beta,,,,,,",
    "a3,,,,,,,",
  ]);
  const done = await takeIn(run.id);
  expect(done).toMatchObject({ status: "done", rows: 3, done: 3 });
  expect(counts(done)).toEqual({ added: 2, changed: 0, unchanged: 0, rejected: 1 });
  const [acme, beta] = await customers();
  expect(acme).toMatchObject({
    name: "Acme Trading",
    industry: "software",
    ownerId: rep.id,
    grade: "D",
    poolSince: null,
  });
  expect(acme?.contacts).toMatchObject([{ name: "Wang Fang", phone: "13800001111" }]);
  expect(beta).toMatchObject({ name: "Beta", ownerId: null, attendedFrom: null });
  expect(beta?.poolSince).not.toBeNull();
  expect(await database.client.ownership.findMany()).toMatchObject([
    { customerId: acme?.id, how: "imported" },
  ]);
  expect(await database.client.followUp.count({ where: { customerId: acme?.id ?? 0, status: "open" } })).toBe(
    1,
  );
  const [back] = await database.client.storedFile.findMany({ where: { purpose: "table" } });
  expect(Buffer.from(back?.content ?? []).toString()).toMatch(
    /Colour,Line,Refused because\r\na3,,,,,,,,4,name: required/,
  );
});

test("the same file again changes nothing; a changed row changes what the file has columns for", async () => {
  const lines = [header, "a1,Acme,software,Shanghai,rep@company.example,Wang,13800001111,", "a2,Beta,,,,,,"];
  await takeIn((await read(lines)).id);
  const before = await customers();
  const again = await takeIn((await read(lines)).id);
  expect(counts(again)).toEqual({ added: 0, changed: 0, unchanged: 2, rejected: 0 });
  expect(await customers()).toEqual(before);
  const changed = await takeIn(
    (await read(["External ID,Company,Region", "a1,Acme,Beijing", "a2,Beta,"])).id,
  );
  expect(counts(changed)).toEqual({ added: 0, changed: 1, unchanged: 1, rejected: 0 });
  expect((await customers())[0]).toMatchObject({ region: "Beijing", industry: "software", ownerId: rep.id });
});

test("of rows that say the same the first counts; one like a customer that is there is refused", async () => {
  await takeIn((await read(["Company", "Acme"])).id);
  const run = await read([
    header,
    "a1,Beta,,,,,,",
    "a1,Beta,,,,,,",
    ",ACME Ltd,,,,,,",
    ",Gamma,,,,,,",
    ",Gamma,,,,,,",
  ]);
  expect(counts(run)).toEqual({ added: 2, changed: 0, unchanged: 0, rejected: 3 });
  const refused = await refusedRows(database.client, run.id, { most: 10 });
  expect(refused.map(({ line, problems }) => [line, problems[0]?.rule, problems[0]?.limit])).toEqual([
    [3, "said_before", 2],
    [4, "duplicate", expect.stringMatching(/^CUS-/)],
    [6, "said_before", 5],
  ]);
});

test.each([
  ["UTF-8 with its mark", Buffer.from("\uFEFF外部编号,客户名称\na1,贝塔科技\n"), "utf-8"],
  ["UTF-16", Buffer.from("\uFEFF外部编号\t客户名称\na1\t贝塔科技\n", "utf16le"), "utf-16le"],
  [
    "GBK, as spreadsheets in China save it",
    Buffer.from("cde2b2bfb1e0bac53bbfcdbba7c3fbb3c60a61313bb1b4cbfebfc6bcbc0a", "hex"),
    "gb18030",
  ],
])("%s is read, whatever parts its fields", async (_what, content, encoding) => {
  const run = await read({ name: "客户.csv", content });
  expect(run).toMatchObject({ status: "preview", rows: 1, encoding, ignored: [] });
  await takeIn(run.id);
  expect(await customers()).toMatchObject([{ externalId: "a1", name: "贝塔科技" }]);
});

test.each([
  ["a workbook", Buffer.from("PK\u0003\u0004anything"), "no_table"],
  ["headings that say nothing", Buffer.from("colour,shape\nred,round\n"), "no_columns"],
  ["headings alone", Buffer.from("Company\n"), "no_rows"],
  ["a quote that never ends", Buffer.from('Company\n"Acme\nBeta\n'), "not_csv"],
])("%s is refused, and says why", async (_what, content, problem) => {
  expect(await read({ name: "file.csv", content })).toMatchObject({ status: "refused", problem });
});

test("whoever may not import is told so, and nobody sees another's file", async () => {
  expect(await refusal(startImport(as(rep), file(["Company", "Acme"])))).toMatchObject({
    code: "NOT_ALLOWED",
  });
  const { id } = await read(["Company", "Acme"]);
  const other = await addPerson(database.client, "Other", { roles: ["director"] });
  for (const attempt of [beginImport, cancelImport] as const)
    expect(await refusal(attempt(as(other), id))).toMatchObject({ code: "NOT_FOUND" });
  expect(await refusal(chooseImport(as(other), id, { newOwner: "me" }))).toMatchObject({ code: "NOT_FOUND" });
});

test("a run that is stopped half way keeps what is in, and says how much", async () => {
  const rows = Array.from({ length: 1_200 }, (_, index) => `x${index},Company ${index} of many`);
  const { id } = await read(["External ID,Company", ...rows]);
  await beginImport(as(manager), id);
  await work(id);
  expect(await cancelImport(as(manager), id)).toMatchObject({ status: "cancelled", done: 500, added: 500 });
  await work(id);
  expect(await database.client.customer.count()).toBe(500);
  expect(await refusal(beginImport(as(manager), id))).toMatchObject({ code: "WRONG_STATE" });
});

test("two who work on one run at one moment take every row in once", async () => {
  const rows = Array.from({ length: 1_600 }, (_, index) => `y${index},Firm ${index} of many`);
  const { id } = await read(["External ID,Company", ...rows]);
  await beginImport(as(manager), id);
  while ((await now(id)).status === "running") await Promise.all([work(id), work(id)]);
  expect(await now(id)).toMatchObject({ done: 1_600, added: 1_600, rejected: 0 });
  expect(await database.client.customer.count()).toBe(1_600);
});

test("rows are whose the importer chooses, in turn where they say so", async () => {
  const { id } = await read(["Company", "Alpha Works", "Beta Works"]);
  expect(await chooseImport(as(manager), id, { newOwner: "in_turn" })).toMatchObject({ newOwner: "in_turn" });
  await takeIn(id);
  expect((await customers()).map(({ ownerId }) => ownerId)).toEqual([rep.id, rep.id]);
});
