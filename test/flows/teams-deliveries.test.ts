import { objectAt } from "../../sandbox/json";
import { opened, picture, shareCompany } from "../support/flows";
import { counts, expectDoneOnce, outlivingTheBot, whileNothingIsStored } from "../support/replays";

const company = shareCompany({ platform: "teams" });

it("an installation that comes once more, byte by byte, greets nobody twice", () =>
  expectDoneOnce(company, "installationUpdate"));

describe("what says it comes from Teams", () => {
  /** The newest message as anybody could have recorded it, with an id of its own. */
  function recorded(): string {
    const delivery = company.running.teams.deliveries.findLast(({ activity }) => activity.type === "message");
    return JSON.stringify({ ...delivery?.activity, id: "another", text: "/expense new 65 taxi of nobody" });
  }

  it.each([
    ["no token", () => ({ authorization: "" })],
    ["a word", () => ({ authorization: "Bearer x" })],
    ["another bot's token", () => bearer({ aud: "another" })],
    ["another issuer's", () => bearer({ iss: "https://evil.example" })],
    ["one of yesterday", () => bearer({ nbf: 1_700_000_000, exp: 1_700_003_600 })],
    ["one for another address", () => bearer({ serviceurl: "https://evil.example/" })],
  ])("is refused with %s", async (_what, headers) => {
    await company.claim("rep", "66 taxi before");
    const before = await counts(company);
    const { status } = await company.running.teams.deliverRaw({ headers: headers(), body: recorded() });
    expect([401, 403]).toContain(status);
    await company.settled();
    expect(await counts(company)).toEqual(before);
  });

  it("of another company is refused, whoever signed it", async () => {
    const { teams } = company.running;
    const delivery = teams.deliveries.findLast(({ activity }) => activity.type === "message");
    const tenant = { id: "22222222-2222-2222-2222-222222222222" };
    const before = await counts(company);
    const body = JSON.stringify({
      ...delivery?.activity,
      id: "foreign",
      conversation: { ...objectAt(delivery?.activity, "conversation"), tenantId: tenant.id },
      channelData: { tenant },
    });
    expect((await teams.deliverRaw({ body })).status).toBe(403);
    await company.settled();
    expect(await counts(company)).toEqual(before);
  });

  const bearer = (claims: Record<string, string | number>) => ({
    authorization: `Bearer ${company.running.teams.token(claims)}`,
  });
});

describe("a message", () => {
  it("that could not be stored is refused, so that Teams brings it again, and is then done once", async () => {
    const { teams } = company.running;
    await whileNothingIsStored(company.running, () =>
      company.as("otherRep").say("", { files: [picture("retried")] }),
    );
    const problems = teams.problems.splice(0);
    expect(problems).toMatchObject([{ kind: "delivery_refused", where: "message" }]);
    for (let times = 0; times < 2; times += 1) expect((await teams.replay()).status).toBe(200);
    await company.settled();
    const answers = company
      .as("otherRep")
      .dm()
      .messages.filter(({ text }) => text.includes("retried.png is kept"));
    expect(answers).toHaveLength(1);
  });

  it("taken in before the bot stopped is answered by the next", async () => {
    const { running } = company;
    await outlivingTheBot(running, () => company.as("support").say("/expense new 67 taxi kept over"));
    await running.startBot();
    await company.settled(20_000);
    expect(await running.db.client.expenseClaim.count({ where: { purpose: "taxi kept over" } })).toBe(1);
    expect(company.as("support").dm().find("taxi kept over")?.text).toContain("67.00");
  });

  it("and a dialog under way are finished when the bot is told to stop", async () => {
    const { running } = company;
    const form = opened((await company.as("rep").command("/expense new")).modal);
    await form.fill({ "Amount (CNY)": "68", Category: "Travel", Purpose: "At the last moment" });
    const before = running.teams.deliveries.length;
    const submitting = form.submit();
    while (running.teams.deliveries.length === before) await new Promise((resolve) => setImmediate(resolve));
    await running.stopBot();
    await submitting;
    await running.startBot();
    await company.settled(20_000);
    const claims = await running.db.client.expenseClaim.count({ where: { purpose: "At the last moment" } });
    const problems = running.teams.problems.splice(0);
    // Either it was taken in and is done to its end, or Teams was told that it was not.
    expect(claims).toBe(problems.length === 0 ? 1 : 0);
  });
});
