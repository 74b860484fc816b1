import { receiveEvent } from "../../src/jobs/receive-event";
import { createDatabase, type TestDatabase } from "../support/database";
import { surroundingsOf } from "./support/platform";

let database: TestDatabase;
let warned: string[];

beforeEach(async () => {
  database = await createDatabase();
  warned = [];
});
afterEach(() => database.drop());

const event = (deliveryId: string, input: object) => ({
  platform: "teams",
  workspace: "tenant",
  userId: "29:lin",
  deliveryId,
  conversation: { id: "a:1", kind: "direct" },
  input,
});
const command = { kind: "command", name: "expense", text: "new 128.50 taxi" };
const message = { kind: "message", text: "hello", files: [] };

/** How often a stored event is worked on, when it comes once more after it was begun with. */
async function doneAgain(
  input: object,
  { action, waited = false }: { action: string | null; waited?: boolean },
): Promise<number> {
  const surroundings = surroundingsOf(database, []);
  let times = 0;
  const interaction = event("teams:a:1:7", input);
  if (action !== null)
    await database.client.auditEntry.create({
      data: { via: "teams", origin: "teams:a:1:7", subjectKind: "expense", subjectId: 1, action },
    });
  await receiveEvent(
    {
      ...surroundings,
      log: { ...surroundings.log, warn: (_fields: object, text: string) => void warned.push(text) },
      perform: async () => {
        times += 1;
      },
    },
    { task: "receive", interaction, ...(waited ? { again: true } : {}) },
    !waited,
  );
  return times;
}

it("a command whose answer could not be sent is not carried out twice, and the log says so", async () => {
  expect(await doneAgain(command, { action: "expense.submitted" })).toBe(0);
  expect(warned).toEqual([expect.stringContaining("not carried out again")]);
});

it("nor is it after the platform asked to wait, which begins its job anew", async () => {
  expect(await doneAgain(command, { action: "expense.submitted", waited: true })).toBe(0);
});

it.each([
  ["changed nothing", null],
  ["only made its sender known", "person.met"],
])("a command that %s is carried out when it comes again", async (_, action) => {
  expect(await doneAgain(command, { action })).toBe(1);
  expect(warned).toEqual([]);
});

it("a message is answered when it comes again: what it does a second time is the same", async () => {
  expect(await doneAgain(message, { action: "receipt.kept" })).toBe(1);
});
