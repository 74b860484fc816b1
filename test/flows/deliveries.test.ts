import { cardOf, opened, picture, shareCompany } from "../support/flows";

const retryAfterMs = 300;
const company = shareCompany({
  sandbox: { timings: { eventRetries: [retryAfterMs, retryAfterMs, retryAfterMs] } },
});

/** How much there is of everything that a delivery could do twice. */
async function counts() {
  const { client } = company.running.db;
  const [claims, customers, entries, messages, files] = await Promise.all([
    client.expenseClaim.count(),
    client.customer.count(),
    client.auditEntry.count(),
    client.sentMessage.count(),
    client.storedFile.count(),
  ]);
  return { claims, customers, entries, messages, files };
}

const lastOf = (kind: "command" | "interaction" | "event") => {
  const delivery = company.running.sandbox.deliveries.findLast((each) => each.kind === kind);
  if (!delivery) throw new Error(`there was no ${kind}`);
  return delivery;
};

/** Sends the newest delivery of a kind once more, byte by byte, and gives what there was before and after. */
async function replayed(kind: "command" | "interaction" | "event") {
  await company.settled();
  const before = await counts();
  const messages = Object.values(
    company.running.sandbox.workspace.calls.filter(({ method }) => method === "chat.postMessage"),
  ).length;
  const { status } = await company.running.sandbox.replay(lastOf(kind));
  await company.settled();
  const posted = company.running.sandbox.workspace.calls.filter(
    ({ method }) => method === "chat.postMessage",
  ).length;
  return {
    status,
    same: { before: { ...before, messages }, after: { ...(await counts()), messages: posted } },
  };
}

describe("what does not come from Slack", () => {
  beforeAll(async () => {
    await company.claim("rep", "61 taxi recorded");
  });

  it("is refused where the signature is another's", async () => {
    const before = await counts();
    const { body } = lastOf("command");
    const { sandbox } = company.running;
    for (const signature of [
      "v0=00",
      `v0=${"0".repeat(64)}`,
      "",
      sandbox.sign(`${body}x`, Math.floor(Date.now() / 1000)),
    ])
      expect((await sandbox.deliverRaw({ body, headers: { "x-slack-signature": signature } })).status).toBe(
        401,
      );
    await company.settled();
    expect(await counts()).toEqual(before);
  });

  it.each([
    ["six minutes old", -360],
    ["an hour old", -3600],
    ["six minutes ahead", 360],
    ["an hour ahead", 3600],
  ])("is refused where its timestamp is %s, though the signature fits", async (_what, seconds) => {
    const before = await counts();
    const { sandbox } = company.running;
    const body = `${lastOf("command").body}&more=${seconds}`;
    const at = Math.floor(Date.now() / 1000) + seconds;
    const headers = { "x-slack-request-timestamp": String(at), "x-slack-signature": sandbox.sign(body, at) };
    expect((await sandbox.deliverRaw({ body, headers })).status).toBe(401);
    await company.settled();
    expect(await counts()).toEqual(before);
  });
});

describe("a delivery that comes once more, byte by byte,", () => {
  it("does nothing twice: a command", async () => {
    await company.claim("rep", "62 taxi replayed");
    const { status, same } = await replayed("command");
    expect(status).toBe(200);
    expect(same.after).toEqual(same.before);
  });

  it("does nothing twice: a click", async () => {
    const reference = await company.claim("rep", "63 taxi clicked");
    await company.approve(reference, "head");
    const { status, same } = await replayed("interaction");
    expect(status).toBe(200);
    expect(same.after).toEqual(same.before);
    expect(company.as("head").dm().last()?.text).not.toMatch(/already/);
  });

  it("does nothing twice: a form", async () => {
    await company.claimByForm("rep", { amount: "64", category: "travel", purpose: "Form handed in" });
    const { status, same } = await replayed("interaction");
    expect(status).toBe(200);
    expect(same.after).toEqual(same.before);
  });

  it("does nothing twice: a picture sent to the bot", async () => {
    await company.as("rep").say("", { files: [picture("replayed")] });
    await company.settled();
    await company.as("rep").dm().waitForMessage("replayed.png is kept");
    const { status, same } = await replayed("event");
    expect(status).toBe(200);
    expect(same.after).toEqual(same.before);
  });
});

describe("an event", () => {
  it("that could not be stored is asked for again, and done once", async () => {
    const { pool } = company.running.db;
    const { workspace } = company.running.sandbox;
    await pool.query("alter table delivery rename to delivery_away");
    const sent = company.as("otherRep").say("", { files: [picture("retried")] });
    await sent;
    await pool.query("alter table delivery_away rename to delivery");
    expect(workspace.problems.splice(0)).toMatchObject([{ kind: "http_service_error", where: "event" }]);
    await company.as("otherRep").dm().waitForMessage("retried.png is kept");
    await company.settled();
    const answers = company
      .as("otherRep")
      .dm()
      .messages.filter(({ text }) => text.includes("retried.png is kept"));
    expect(answers).toHaveLength(1);
  });

  it("taken in before the bot stopped is done by the next", async () => {
    const { running } = company;
    // Whatever is taken in now waits an hour, so that it surely outlives the process that took it in.
    await running.db.pool.query(`
      create function put_off() returns trigger language plpgsql as
        $$ begin new.run_at := now() + interval '1 hour'; return new; end $$;
      create trigger put_off before insert on graphile_worker._private_jobs for each row execute function put_off()`);
    await company.as("support").say("", { files: [picture("kept-over")] });
    await running.stopBot();
    expect(company.as("support").dm().find("kept-over.png is kept")).toBeUndefined();
    await running.db.pool.query(`
      drop function put_off() cascade;
      update graphile_worker._private_jobs set run_at = now()`);
    await running.startBot();
    await company.settled(20_000);
    const answers = company
      .as("support")
      .dm()
      .messages.filter(({ text }) => text.includes("kept-over.png is kept"));
    expect(answers).toHaveLength(1);
    await answers[0]?.click("File an expense with it");
    await opened(company.as("support").modal()).close();
  });

  it("and a command under way are finished when the bot is told to stop", async () => {
    const filing = company.as("rep").command("/expense new 65 taxi at the last moment");
    const { deliveries } = company.running.sandbox;
    const before = deliveries.length;
    await company.as("rep").dm();
    while (deliveries.length === before && !deliveries.at(-1)?.body.includes("last+moment"))
      await new Promise((resolve) => setImmediate(resolve));
    await company.running.stopBot();
    await filing;
    await company.running.startBot();
    await company.settled(20_000);
    const claims = await company.running.db.client.expenseClaim.count({
      where: { purpose: "taxi at the last moment" },
    });
    const problems = company.running.sandbox.workspace.problems.splice(0);
    // Either it was taken in and is done to its end, or Slack was told that it was not.
    expect(claims).toBe(problems.length === 0 ? 1 : 0);
    if (claims) expect(cardOf(company.as("head"), "taxi at the last moment").buttons).toContain("Approve");
  });
});
