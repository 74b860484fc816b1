import { cardOf, shareCompany } from "../support/flows";

describe("a workspace without the policy's channels", () => {
  const company = shareCompany({
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

describe("a platform that asks to wait, or breaks off", () => {
  const company = shareCompany();
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

  it("gets each card once in the end, after the time it asked for", async () => {
    const { sandbox } = company.running;
    sandbox.failNext("chat.postMessage", { status: 429, error: "ratelimited", retryAfter: 1, times: 3 });
    const reference = await fileDuring("taxi rate limited");
    expect(cardsFor("head", reference)).toHaveLength(1);
    expect(cardsFor("rep", reference)).toHaveLength(1);
    const calls = sandbox.workspace.calls.filter(({ method }) => method === "chat.postMessage");
    const refused = calls.filter(({ response }) => response.ok === false);
    const last = calls.at(-1);
    expect((last?.at ?? 0) - (refused[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it("gets each card once where the answer to the sending was lost", async () => {
    company.running.sandbox.failNext("chat.postMessage", { loseResponse: true, times: 2 });
    const reference = await fileDuring("taxi answer lost");
    expect(cardsFor("head", reference)).toHaveLength(1);
    expect(cardsFor("rep", reference)).toHaveLength(1);
    await company.approve(reference, "head", "finance");
    expect(cardOf(company.as("rep"), reference).text).toContain("Your expense is approved");
  });

  it("gets every copy up to date where updates fail for a while", async () => {
    const reference = await fileDuring("taxi updates fail");
    company.running.sandbox.failNext("chat.update", { status: 500, times: 2 });
    await cardOf(company.as("head"), reference).click("Reject");
    const form = company.as("head").modal();
    await form?.fill({ "Why?": "Not today" });
    await form?.submit();
    await company.settled(25_000);
    for (const post of ["rep", "head"] as const)
      for (const copy of cardsFor(post, reference)) expect(copy.text).toMatch(/rejected/i);
  });
});
