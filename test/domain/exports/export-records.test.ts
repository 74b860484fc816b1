import { DateTime } from "luxon";
import { askExport } from "../../../src/domain/exports/ask-export";
import type { ExportWhose } from "../../../src/domain/exports/export-scope";
import { exportLimits, writePart } from "../../../src/domain/exports/write-part";
import { type ImportKind, importKinds } from "../../../src/domain/imports/columns";
import { beginImport } from "../../../src/domain/imports/decide-import";
import { loadRun } from "../../../src/domain/imports/import-run";
import { startImport } from "../../../src/domain/imports/start-import";
import { workOnImport } from "../../../src/domain/imports/work-on-import";
import type { Export } from "../../../src/domain/outbox";
import type { Person } from "../../../src/domain/scope";
import { textsFor } from "../../../src/i18n/choose-texts";
import { type Locale, locales } from "../../../src/policy/locales";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let manager: Person, rep: Person, leaver: Person;

beforeAll(async () => {
  database = await createDatabase();
  manager = await addPerson(database.client, "Manager", { roles: ["marketing_manager"] });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  leaver = await addPerson(database.client, "Leaver", { roles: ["rep"], active: false });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer, import_run cascade; truncate stored_file cascade");
  await database.pool.query("delete from graphile_worker._private_jobs");
});

const as = (person: Person) => scopeOf(database.client, person);

/** The job that the queue holds next. */
async function nextExport(): Promise<Export | null> {
  const { rows } = await database.pool.query<{ id: string; payload: { export: Export } }>(
    `delete from graphile_worker._private_jobs where id in (select job.id from graphile_worker._private_jobs job
      join graphile_worker._private_tasks task on task.id = job.task_id where task.identifier = 'export')
      returning id, payload`,
  );
  return rows[0]?.payload.export ?? null;
}

/** Everything that an export sends, file by file. */
async function exported(person: Person, kind: ImportKind, whose: ExportWhose, locale: Locale = "en") {
  await database.pool.query("truncate stored_file cascade");
  await askExport(as(person), { kind, whose });
  const words = { locale, kinds: textsFor(locale).imports.kinds };
  for (let job = await nextExport(); job; job = await nextExport())
    await writePart(as(person), job, async () => words);
  const files = await database.client.storedFile.findMany({ orderBy: { id: "asc" } });
  return files.map(({ name, content, purpose, ownerId }) => ({
    name,
    purpose,
    ownerId,
    content: Buffer.from(content),
  }));
}

async function imported(content: Uint8Array, name = "again.csv") {
  const { id } = await startImport(as(manager), { name, content });
  const words = async () => ({ line: "", refusedBecause: "", explain: () => "" });
  await workOnImport(as(manager), id, words);
  await beginImport(as(manager), id);
  while ((await loadRun(database.client, id))?.status === "running")
    await workOnImport(as(manager), id, words);
  const run = await loadRun(database.client, id);
  const rows = await database.client.importRow.findMany({
    where: { importId: id, problems: { not: "null" } },
  });
  return { run, refused: rows.map(({ line, problems }) => ({ line, problems })) };
}

/** Customers, contacts and deals as people leave them behind: odd names, what was removed from the policy, who has left. */
async function fill(): Promise<void> {
  const now = new Date();
  const base = { creatorId: rep.id, attendedFrom: now };
  const nasty = [
    "=1+1",
    "'=HYPERLINK(1)",
    '@cmd, "quoted"; and more',
    "－全角",
    "'plain",
    "O'Brien",
    "贝塔科技（有限公司）",
  ];
  for (const [index, name] of nasty.entries())
    await database.client.customer.create({
      data: {
        ...base,
        name,
        nameKey: `key${index}`,
        ownerId: index % 3 === 2 ? leaver.id : rep.id,
        industry: index === 0 ? "gone_from_the_policy" : "software",
        size: "up_to_50",
        source: index % 2 ? "referral" : null,
        intent: index % 2 ? "high" : "unknown",
        needs: "+1 line\nand another\n\n=end",
        externalId: index % 2 ? `ext-${index}` : null,
        contacts: {
          create: [
            { name: "Li Na", title: "CEO", phone: "+86 138-0000-1111", phoneKey: "13800001111" },
            { name: "Li Na", title: "CTO" },
            { name: "", phone: "12345" },
            { name: "-Wang", email: "Wang@Acme.example", emailDomain: "acme.example" },
          ],
        },
      },
    });
  await database.client.customer.create({
    data: { ...base, name: "Pooled", nameKey: "pooled", ownerId: null, attendedFrom: null, poolSince: now },
  });
  const [first, second] = await database.client.customer.findMany({ orderBy: { id: "asc" } });
  const deal = {
    product: "crm",
    channel: "direct",
    stage: "proposal",
    amountMinor: 1_280_050n,
    currency: "CNY",
    policyVersion: "test",
    expectedOn: new Date("2026-01-10"),
  };
  const closed = { closedOn: new Date("2026-02-01"), closedAt: now };
  await database.client.deal.createMany({
    data: [
      { ...deal, customerId: first?.id ?? 0, ownerId: rep.id, title: "=Rollout", competitor: "+Other" },
      { ...deal, customerId: first?.id ?? 0, ownerId: rep.id, product: "gone", externalId: "d-1" },
      {
        ...deal,
        ...closed,
        customerId: second?.id ?? 0,
        ownerId: leaver.id,
        status: "won",
        listMinor: 9_999_900n,
        payableOn: new Date("2026-03-01"),
      },
      {
        ...deal,
        ...closed,
        customerId: second?.id ?? 0,
        ownerId: rep.id,
        status: "lost",
        lostReason: "price",
        lostNote: "too\nmuch",
      },
      { ...deal, customerId: second?.id ?? 0, ownerId: rep.id, payableOn: new Date("2026-03-01") },
    ],
  });
}

test.each(locales.flatMap((locale) => importKinds.map((kind) => ({ locale, kind }))))(
  "all $kind in $locale are imported again as what they are",
  async ({ locale, kind }) => {
    await fill();
    const [file, ...others] = await exported(manager, kind, "all", locale);
    expect(others).toEqual([]);
    expect(file).toMatchObject({ ownerId: manager.id, purpose: "table" });
    expect(file?.name).toMatch(
      new RegExp(`^${textsFor(locale).imports.kinds[kind]}-\\d{4}-\\d\\d-\\d\\d\\.csv$`),
    );
    const { run, refused } = await imported(file?.content ?? Buffer.from(""));
    expect(refused).toEqual([]);
    expect(run).toMatchObject({ kind, status: "done", added: 0, changed: 0, rejected: 0, ignored: [] });
    expect(run?.unchanged).toBe({ customers: 8, contacts: 28, deals: 5 }[kind]);
  },
);

test("no cell is one that a spreadsheet would calculate", async () => {
  await fill();
  for (const kind of importKinds)
    for (const { content } of await exported(manager, kind, "all"))
      expect(content.toString()).not.toMatch(/(^|,|"|\r\n)[=+@－-](?=[^,])/);
});

test("one's own are for everybody, others' for those whom the policy lets, also by the time they are written", async () => {
  await fill();
  const [mine] = await exported(rep, "customers", "mine");
  expect(mine?.content.toString()).toContain("'plain");
  expect(mine?.content.toString()).not.toContain("Pooled");
  expect(await refusal(askExport(as(rep), { kind: "customers", whose: "all" }))).toMatchObject({
    code: "NOT_ALLOWED",
    permission: "customer.export_any",
  });
  await askExport(as(manager), { kind: "customers", whose: "all" });
  const job = await nextExport();
  await database.client.person.update({ where: { id: manager.id }, data: { roles: ["rep"] } });
  const before = await database.client.storedFile.count();
  if (job)
    await writePart(as(manager), job, async () => ({ locale: "en", kinds: textsFor("en").imports.kinds }));
  await database.client.person.update({ where: { id: manager.id }, data: { roles: ["marketing_manager"] } });
  expect(await database.client.storedFile.count()).toBe(before);
  expect(await askExport(as(manager), { kind: "deals", whose: "mine" })).toBe(0);
  expect(await nextExport()).toBeNull();
});

test("who took what with them, and how much, stands in the audit trail", async () => {
  await fill();
  await exported(manager, "contacts", "all");
  const entry = await database.client.auditEntry.findFirst({
    where: { action: "person.exported" },
    orderBy: { id: "desc" },
  });
  expect(entry).toMatchObject({
    actorId: manager.id,
    subjectId: manager.id,
    after: { records: "contacts", whose: "all", rows: 28 },
  });
});

test("more than one file holds is written as several, every record in one of them", async () => {
  const { rows } = exportLimits;
  await database.pool.query(
    `insert into customer (name, name_key, owner_id, creator_id)
      select 'Company ' || n, 'company' || n, $1, $1 from generate_series(1, 2500) n`,
    [rep.id],
  );
  exportLimits.rows = 1_000;
  try {
    const files = await exported(rep, "customers", "mine");
    const today = DateTime.now().setZone("Asia/Shanghai").toISODate();
    expect(files.map(({ name }) => name)).toEqual([1, 2, 3].map((part) => `Customers-${today}-${part}.csv`));
    const lines = files.flatMap(({ content }) => content.toString().trimEnd().split("\r\n").slice(1));
    expect(new Set(lines).size).toBe(2_500);
  } finally {
    exportLimits.rows = rows;
  }
});
