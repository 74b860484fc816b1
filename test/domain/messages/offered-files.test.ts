import { collectOfferedFile, offerFile } from "../../../src/domain/messages/offered-files";
import { createDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
let personId: number;
const lin = { platform: "teams", workspace: "tenant", userId: "29:lin" };

beforeEach(async () => {
  database = await createDatabase();
  const { client } = database;
  ({ id: personId } = await client.person.create({ data: { name: "Lin", roles: [], headOf: [] } }));
  const { id: accountId } = await client.account.create({ data: { ...lin, personId } });
  await client.account.create({ data: { ...lin, userId: "29:wu", personId } });
  const { id: fileId } = await client.storedFile.create({
    data: {
      ownerId: personId,
      name: "taxi.pdf",
      mimeType: "application/pdf",
      size: 3,
      sha256: "0".repeat(64),
      content: Buffer.from("pdf"),
    },
  });
  const offer = { key: "file:1", fileId, accountId };
  await offerFile(client, offer);
  await offerFile(client, offer);
});
afterEach(() => database.drop());

it("a file is collected by whom it was offered to, under its own key", async () => {
  expect(await collectOfferedFile(database.client, "file:1", lin)).toMatchObject({ name: "taxi.pdf" });
});

it.each([
  ["under a key that nobody was given", "file:2", lin],
  ["by another account", "file:1", { ...lin, userId: "29:wu" }],
  ["by somebody of another company", "file:1", { ...lin, workspace: "another tenant" }],
])("nothing is collected %s", async (_, key, account) => {
  expect(await collectOfferedFile(database.client, key, account)).toBeNull();
});

it("nothing is collected by somebody who has left", async () => {
  await database.client.person.update({ where: { id: personId }, data: { active: false } });
  expect(await collectOfferedFile(database.client, "file:1", lin)).toBeNull();
});
