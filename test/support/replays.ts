import { stringAt } from "../../sandbox/json";
import type { RunningCompany } from "./company";
import type { SharedCompany } from "./flows";

/** How much there is of everything that a delivery could do twice, on whichever platform the company speaks. */
export async function counts({ running, platform }: SharedCompany) {
  const { client } = running.db;
  const [claims, customers, entries, messages, files] = await Promise.all([
    client.expenseClaim.count(),
    client.customer.count(),
    client.auditEntry.count(),
    client.sentMessage.count(),
    client.storedFile.count(),
  ]);
  const said =
    platform === "slack"
      ? running.sandbox.workspace.calls.filter(({ method }) => method === "chat.postMessage").length
      : running.teams.calls.filter(({ operation }) => operation === "send").length;
  return { claims, customers, entries, messages, files, said };
}

/** Brings the newest delivery of a kind once more, byte by byte. Throws where there was none. */
async function replay({ running, platform }: SharedCompany, kind: string): Promise<{ status: number }> {
  if (platform === "slack") {
    const delivery = running.sandbox.deliveries.findLast((each) => each.kind === kind);
    if (!delivery) throw new Error(`there was no ${kind}`);
    return await running.sandbox.replay(delivery);
  }
  const delivery = running.teams.deliveries.findLast(
    ({ activity }) => (stringAt(activity, "name") ?? activity.type) === kind,
  );
  if (!delivery) throw new Error(`there was no ${kind}`);
  const answer = await running.teams.replay(delivery);
  await running.teams.settled();
  return answer;
}

/** Brings the newest delivery of a kind once more: it is taken, and nothing comes of it. */
export async function expectDoneOnce(company: SharedCompany, kind: string): Promise<void> {
  await company.settled();
  const before = await counts(company);
  expect((await replay(company, kind)).status).toBe(200);
  await company.settled();
  expect(await counts(company)).toEqual(before);
}

/** Meanwhile no delivery can be stored. */
export async function whileNothingIsStored(
  { db }: RunningCompany,
  act: () => Promise<unknown>,
): Promise<void> {
  await db.pool.query("alter table delivery rename to delivery_away");
  try {
    await act();
  } finally {
    await db.pool.query("alter table delivery_away rename to delivery");
  }
}

/** What is taken in meanwhile waits in the queue until the bot has stopped, and surely outlives that process. */
export async function outlivingTheBot(running: RunningCompany, act: () => Promise<unknown>): Promise<void> {
  await running.db.pool.query(`
    create function put_off() returns trigger language plpgsql as
      $$ begin new.run_at := now() + interval '1 hour'; return new; end $$;
    create trigger put_off before insert on graphile_worker._private_jobs for each row execute function put_off()`);
  await act();
  await running.stopBot();
  await running.db.pool.query(`
    drop function put_off() cascade;
    update graphile_worker._private_jobs set run_at = now()`);
}
