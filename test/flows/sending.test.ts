import { platforms, shareCompany } from "../support/flows";

describe.each(platforms)("on $platform, a company without the policy's channels", ({ platform }) => {
  const company = shareCompany({
    platform,
    sandbox: { channels: [{ name: "general" }, { name: "projects", botIsMember: false, isPrivate: true }] },
  });

  it("still tells people directly, and an administrator once", async () => {
    for (const name of ["Acme Trading", "Beta Works", "Gamma Labs"])
      await company.as("rep").command(`/customer new ${name}`);
    await company.settled();
    await company.as("rep").command("/complaint new Acme S1 CRM down");
    await company.settled();
    const owners = (["support", "otherSupport"] as const).filter((post) =>
      company.as(post).dm().find("CMP-1001"),
    );
    expect(owners).toHaveLength(1);
    const warnings = company
      .as("admin")
      .dm()
      .messages.map(({ text }) => text);
    expect(warnings.filter((text) => text.includes("There is no channel “sales”"))).toHaveLength(1);
    expect(warnings.filter((text) => text.includes("There is no channel “complaints”"))).toHaveLength(1);
    for (const post of ["rep", "head"] as const)
      expect(company.as(post).dm().find("There is no channel")).toBeUndefined();
  });
});

describe.each(platforms)("$platform, when it asks to wait or breaks off,", ({ platform }) => {
  const company = shareCompany({ platform });
  const cardsFor = (post: "rep" | "head", reference: string) =>
    company
      .as(post)
      .dm()
      .messages.filter((each) => !each.isEphemeral && each.text.includes(reference));

  async function fileDuring(purpose: string): Promise<string> {
    await company.as("rep").command(`/expense new 71 ${purpose}`);
    await company.settled(25_000);
    const { id } = await company.running.db.client.expenseClaim.findFirstOrThrow({ where: { purpose } });
    return `EXP-${id}`;
  }

  /** What the platform answered to each message that it was to send, and when. */
  const sendings = (): { taken: boolean; at: number }[] =>
    platform === "slack"
      ? company.running.sandbox.workspace.calls
          .filter(({ method }) => method === "chat.postMessage")
          .map(({ response, at }) => ({ taken: response.ok === true, at }))
      : company.running.teams.calls
          .filter(({ operation }) => operation === "send")
          .map(({ status, at }) => ({ taken: status < 300, at }));

  it("gets each card once in the end, after the time it asked for", async () => {
    company.failNext("send", { status: 429, error: "ratelimited", retryAfter: 1, times: 3 });
    const reference = await fileDuring("taxi rate limited");
    expect(cardsFor("head", reference)).toHaveLength(1);
    expect(cardsFor("rep", reference)).toHaveLength(1);
    const refused = sendings().filter(({ taken }) => !taken);
    expect(refused).toHaveLength(3);
    expect((sendings().at(-1)?.at ?? 0) - (refused[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  // Slack shows a bot what it has sent, and a second attempt finds the first there. Teams' Bot Connector shows nothing: a
  // message that comes twice is better there than none.
  const copies = platform === "slack" ? [1] : [1, 2];
  it(`gets each card ${platform === "slack" ? "once" : "at least once"} where the answer to the sending was lost`, async () => {
    company.failNext("send", { loseResponse: true, times: 2 });
    const reference = await fileDuring("taxi answer lost");
    expect(copies).toContain(cardsFor("head", reference).length);
    expect(copies).toContain(cardsFor("rep", reference).length);
    await company.approve(reference, "head", "finance");
    expect(cardsFor("rep", reference).at(-1)?.text).toContain("Your expense is approved");
  });

  it("gets every copy up to date where updates fail for a while", async () => {
    const reference = await fileDuring("taxi updates fail");
    company.failNext("update", { status: 500, times: 2 });
    await cardsFor("head", reference).at(-1)?.click("Reject");
    const form = company.as("head").modal();
    await form?.fill({ "Why?": "Not today" });
    await form?.submit();
    await company.settled(25_000);
    for (const post of ["rep", "head"] as const)
      for (const copy of cardsFor(post, reference)) expect(copy.text).toMatch(/rejected/i);
  });
});
