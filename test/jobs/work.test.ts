import { enqueue } from "../../src/domain/outbox";
import { startWork } from "../../src/jobs/work";
import { PlatformError } from "../../src/platforms/port";
import { createDatabase, type TestDatabase } from "../support/database";
import { queued, rememberedPlatform, surroundingsOf } from "./support/platform";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test("a platform that asks to wait is asked again when it said, as if for the first time", async () => {
  const slack = rememberedPlatform();
  const { client } = database;
  const { id: personId } = await client.person.create({ data: { name: "Lin", roles: [], headOf: [] } });
  const { id: accountId } = await client.account.create({
    data: { platform: "slack", workspace: "W", userId: "U1", personId, directId: "D1" },
  });
  let calls = 0;
  const asked = new Promise<void>((resolve) => {
    slack.before.send = async () => {
      calls += 1;
      if (calls === 1) throw new PlatformError("ratelimited", "Slack asks to wait", false, 30);
      resolve();
    };
  });
  const subject = { kind: "expense", id: 7 } as const;
  await enqueue(client, [
    {
      task: "send",
      notice: "expense.filed",
      subject,
      to: { kind: "account", accountId },
      sendKey: "wait",
    },
  ]);
  const work = await startWork(surroundingsOf(database, [slack]), database.pool);
  const waiting = async () => {
    const rows = await client.$queryRaw<{ attempts: number; seconds: number }[]>`
      select attempts, extract(epoch from run_at - now())::float8 as seconds from graphile_worker._private_jobs`;
    return rows.length === 1 && rows[0] && rows[0].seconds > 5 ? rows[0] : null;
  };
  let put = await waiting();
  while (!put) put = await waiting();
  expect(put.attempts).toBe(0);
  expect(put.seconds).toBeGreaterThan(20);
  expect(put.seconds).toBeLessThanOrEqual(30);
  expect(slack.sent).toEqual([]);
  await client.$executeRaw`update graphile_worker._private_jobs set run_at = now()`;
  await asked;
  await work.stop();
  expect(slack.sent).toHaveLength(1);
  expect(await queued(database)).toEqual([]);
});
