import { warnAdministrators, warnOne } from "../../src/jobs/warn-administrators";
import { createDatabase, type TestDatabase } from "../support/database";
import {
  failure,
  queued,
  type RememberedPlatform,
  rememberedPlatform,
  surroundingsOf,
} from "./support/platform";

let database: TestDatabase;
let slack: RememberedPlatform;
const warning = { kind: "channel_missing", channel: "sales", name: "sales" } as const;

beforeEach(async () => {
  database = await createDatabase();
  slack = rememberedPlatform();
  for (const userId of ["U1", "U2"])
    await database.client.person.create({
      data: {
        name: userId,
        roles: ["admin"],
        headOf: [],
        accounts: { create: { platform: "slack", workspace: "W", userId } },
      },
    });
});
afterEach(() => database.drop());

const accounts = () => database.client.account.findMany({ orderBy: { id: "asc" } });

test("every administrator is told by a job of their own, once a day", async () => {
  const surroundings = surroundingsOf(database, [slack]);
  await warnAdministrators(surroundings, { task: "warn", warning });
  await warnAdministrators(surroundings, { task: "warn", warning });
  const [one, other] = await accounts();
  expect(await queued(database)).toEqual([
    { task: "warn-one", warning, accountId: one?.id },
    { task: "warn-one", warning, accountId: other?.id },
  ]);
});

test("a platform that fails at the first attempt loses nothing", async () => {
  const surroundings = surroundingsOf(database, [slack]);
  await warnAdministrators(surroundings, { task: "warn", warning });
  const [one] = await accounts();
  const job = { task: "warn-one", warning, accountId: one?.id ?? 0 } as const;
  slack.before.send = () => Promise.reject(failure("internal_error"));
  await expect(warnOne(surroundings, job, "1", false)).rejects.toThrow("internal_error");
  slack.before.send = async () => undefined;
  await warnOne(surroundings, job, "1", true);
  expect(slack.sent).toMatchObject([{ conversationId: "direct-U1", sendKey: "warning:1" }]);
});

test("an administrator who is gone is not tried again, and the others are told", async () => {
  const surroundings = surroundingsOf(database, [slack]);
  slack.before.send = () => Promise.reject(failure("account_inactive", true));
  const [one] = await accounts();
  await warnOne(surroundings, { task: "warn-one", warning, accountId: one?.id ?? 0 }, "1", false);
  await warnAdministrators(surroundings, { task: "warn", warning });
  expect(await queued(database)).toHaveLength(1);
});
