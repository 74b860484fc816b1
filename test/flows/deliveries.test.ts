import { cardOf, opened, picture, shareCompany } from "../support/flows";
import { counts, outlivingTheBot, whileNothingIsStored } from "../support/replays";

const retryAfterMs = 300;
const company = shareCompany({
  sandbox: { timings: { eventRetries: [retryAfterMs, retryAfterMs, retryAfterMs] } },
});

/** The newest command as it was delivered. */
const lastCommand = (): string => {
  const delivery = company.running.sandbox.deliveries.findLast(({ kind }) => kind === "command");
  if (!delivery) throw new Error("there was no command");
  return delivery.body;
};

describe("what does not come from Slack", () => {
  beforeAll(async () => {
    await company.claim("rep", "61 taxi recorded");
  });

  it("is refused where the signature is another's", async () => {
    const before = await counts(company);
    const body = lastCommand();
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
    expect(await counts(company)).toEqual(before);
  });

  it.each([
    ["six minutes old", -360],
    ["an hour old", -3600],
    ["six minutes ahead", 360],
    ["an hour ahead", 3600],
  ])("is refused where its timestamp is %s, though the signature fits", async (_what, seconds) => {
    const before = await counts(company);
    const { sandbox } = company.running;
    const body = `${lastCommand()}&more=${seconds}`;
    const at = Math.floor(Date.now() / 1000) + seconds;
    const headers = { "x-slack-request-timestamp": String(at), "x-slack-signature": sandbox.sign(body, at) };
    expect((await sandbox.deliverRaw({ body, headers })).status).toBe(401);
    await company.settled();
    expect(await counts(company)).toEqual(before);
  });
});

describe("an event", () => {
  it("that could not be stored is asked for again, and done once", async () => {
    const { workspace } = company.running.sandbox;
    await whileNothingIsStored(company.running, () =>
      company.as("otherRep").say("", { files: [picture("retried")] }),
    );
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
    await outlivingTheBot(running, () => company.as("support").say("", { files: [picture("kept-over")] }));
    expect(company.as("support").dm().find("kept-over.png is kept")).toBeUndefined();
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
