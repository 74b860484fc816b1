import { DateTime } from "luxon";
import { forgetImports } from "../../../src/domain/imports/forget-imports";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf } from "../approvals/company";
import { Importing } from "./support";

let database: TestDatabase;
let manager: Person;
let importing: Importing;

beforeAll(async () => {
  database = await createDatabase();
  manager = await addPerson(database.client, "Manager", { roles: ["marketing_manager"] });
  importing = new Importing(() => scopeOf(database.client, manager));
});
afterAll(() => database.drop());

test("what nobody decided on ends after a week, and what is over leaves no rows and no files behind, receipts aside", async () => {
  const left = await importing.read(["Company", "Acme"]);
  const done = await importing.takeIn(
    await importing.read(["Company,Industry", "Beta,software", "Gamma,unheard of"]),
  );
  const receipt = {
    ownerId: manager.id,
    mimeType: "image/png",
    size: 1,
    sha256: "a",
    content: Buffer.from("a"),
  };
  await database.client.storedFile.create({ data: { ...receipt, name: "taxi.png" } });
  const files = async () =>
    (await database.client.storedFile.findMany({ orderBy: { id: "asc" } })).map(({ name }) => name);
  const in7Days = DateTime.now().plus({ days: 7 });
  await forgetImports({ db: database.client, now: in7Days });
  expect((await importing.now(left.id)).status).toBe("preview");
  expect(await files()).toEqual(["file-refused.csv", "taxi.png"]);
  await forgetImports({ db: database.client, now: in7Days.plus({ days: 2 }) });
  expect(await importing.now(left.id)).toMatchObject({
    status: "cancelled",
    problem: "not_decided",
    added: 0,
  });
  const entry = { subjectKind: "import", subjectId: left.id, via: "clock", action: "import.cancelled" };
  expect(await database.client.auditEntry.count({ where: entry })).toBe(1);
  expect((await importing.now(done.id)).status).toBe("done");
  expect(await database.client.importRow.count()).toBe(0);
  expect(await files()).toEqual(["taxi.png"]);
  expect(await database.client.customer.count()).toBe(1);
});
