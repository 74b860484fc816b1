import { objectAt } from "../../sandbox/json";
import { adaptiveCard } from "../../sandbox/teams/messages";
import { HandMadeTeamsClient } from "../robustness/support/teams-client";
import type { Post } from "../support/company";
import { cardOf, shareCompany } from "../support/flows";

const answeredDirectly = "I have answered you in our own chat.";
const decisions = ["Approve", "Return", "Reject"];
const tellExpenses = (yaml: string) =>
  yaml.replace("{ name: expenses, notices: [] }", "{ name: expenses, notices: [approval.asked] }");

describe("a request that a channel hears of, in Teams", () => {
  const company = shareCompany({ platform: "teams", policy: tellExpenses });
  const inChannel = (post: Post, reference: string) => {
    const message = company.running.inTeams(post).channel("expenses").find(reference);
    if (!message) throw new Error(`the channel has nothing of ${reference}`);
    return message;
  };
  const offered = (post: Post, reference: string) =>
    inChannel(post, reference).buttons.filter((label) => decisions.includes(label));
  /** A client asks for its reader's own card once it sees that everybody's has changed. */
  const isOffered = (post: Post, reference: string) =>
    company.running.inTeams(post).waitFor(() => offered(post, reference).includes("Approve"));

  it("shows everybody how it stands, and buttons to those alone who are asked", async () => {
    const reference = await company.claim("rep", "91 taxi shown to all");
    for (const post of ["rep", "otherRep", "finance", "specialist"] as const) {
      expect(inChannel(post, reference).text).toContain("Department head: waiting for Grace Chen");
      expect(offered(post, reference)).toEqual([]);
      expect(inChannel(post, reference).isPersonal).toBe(false);
    }
    await isOffered("head", reference);
    expect(offered("head", reference).sort()).toEqual([...decisions].sort());
    expect(inChannel("head", reference).isPersonal).toBe(true);
    expect(inChannel("head", reference).text).toContain("林晓雨 asks for your approval.");
  });

  it("is approved there: whoever pressed sees so at once, everybody's card follows, and finance is asked", async () => {
    const reference = await company.claim("rep", "92 taxi approved in the channel");
    await isOffered("head", reference);
    await inChannel("head", reference).click("Approve");
    expect(offered("head", reference)).toEqual([]);
    await company.settled();
    for (const post of ["rep", "otherRep", "head"] as const) {
      expect(inChannel(post, reference).text).toContain("approved by Grace Chen");
      expect(offered(post, reference)).toEqual([]);
    }
    for (const post of ["finance", "otherFinance"] as const)
      expect(await isOffered(post, reference)).toBe(true);
    expect(cardOf(company.as("head"), reference).buttons).not.toContain("Approve");

    await inChannel("finance", reference).click("Approve");
    await company.settled();
    for (const post of ["rep", "head", "finance", "otherFinance"] as const) {
      expect(inChannel(post, reference).text).toContain("approved by 吴敏");
      expect(offered(post, reference)).toEqual([]);
    }
  });

  it("tells whoever comes too late in their own chat, and others read nothing of it", async () => {
    const reference = await company.claim("rep", "93 taxi decided before");
    await isOffered("head", reference);
    const late = inChannel("head", reference).holdClick("Approve");
    await company.approve(reference, "head");
    const before = company.as("rep").channel("expenses").messages.length;
    await late();
    await company.settled();
    expect(company.running.inTeams("head").notices.at(-1)).toBe(answeredDirectly);
    expect(company.as("head").dm().last()?.text).toContain(`${reference} was already approved by Grace Chen`);
    expect(company.as("rep").channel("expenses").messages).toHaveLength(before);
  });

  it("shows nobody more who asks for a view that is not theirs", async () => {
    const reference = await company.claim("rep", "94 taxi looked at");
    const client = new HandMadeTeamsClient(company.running);
    const id = `approval.asked expense ${reference.slice(4)}`;
    const forall = inChannel("otherRep", reference);
    for (const post of ["otherRep", "specialist", "support", "admin", "finance"] as const) {
      const { said, text, cards } = await client.refresh(post, id, "expenses");
      expect(text).toBe(forall.text);
      expect(cards).toHaveLength(1);
      expect(JSON.stringify(said)).not.toMatch(/approval\.(approve|reject|return)/);
    }
    const theirs = await client.refresh("head", id, "expenses");
    expect(JSON.stringify(theirs.said)).toContain("approval.approve");
    // A notice that no channel hears of is nobody's but its readers'.
    for (const forged of [
      `expense.filed expense ${reference.slice(4)}`,
      "approval.asked expense 999999999",
      "approval.asked expense 0",
      "approval.asked person 1",
      "nothing expense 1",
      "",
    ])
      for (const post of ["otherRep", "specialist"] as const) {
        const { status, text } = await client.refresh(post, forged, "expenses");
        expect({ forged, status, text }).toEqual({ forged, status: 200, text: "" });
      }
  });
});

describe("more people than Teams shows cards of their own", () => {
  const many = Array.from({ length: 62 }, (_, index) => ({
    email: `many.${index}@yunfan.example`,
    name: `Many ${index}`,
  }));
  const company = shareCompany({
    platform: "teams",
    strangers: many,
    policy: (yaml) =>
      tellExpenses(yaml).replace(
        "steps: [{ approver: department_head }, { approver: finance }]",
        "steps: [{ approver: finance }]",
      ),
  });

  it("are all asked in their own chats, and sixty of them in the channel too", async () => {
    const { db, teams } = company.running;
    await db.client.person.updateMany({
      where: { email: { startsWith: "many." } },
      data: { roles: ["finance"] },
    });
    const reference = await company.claim("rep", "95 taxi for many");
    const message = company.running.inTeams("rep").channel("expenses").find(reference);
    const stored = teams.workplace.messages.find(message?.conversationId ?? "", message?.id ?? "");
    const shared = stored?.attachments.find(({ contentType }) => contentType === adaptiveCard)?.content;
    expect(objectAt(shared, "refresh")?.userIds).toHaveLength(60);
    await teams.settled();
    const seen = many.map(({ email }) => teams.as(email).channel("expenses").find(reference)?.buttons ?? []);
    expect(seen.filter((buttons) => buttons.includes("Approve")).length).toBeGreaterThanOrEqual(58);
    expect(seen.filter((buttons) => !buttons.includes("Approve")).length).toBeGreaterThanOrEqual(2);
    for (const { email } of many) expect(teams.as(email).dm().find(reference)?.buttons).toContain("Approve");
    const last = teams.as(many.at(-1)?.email ?? "");
    await last.dm().find(reference)?.click("Approve");
    await company.settled(30_000);
    for (const reader of [company.running.inTeams("finance"), teams.as("many.3@yunfan.example"), last]) {
      expect(reader.channel("expenses").find(reference)?.text).toContain("approved by Many 61");
      expect(reader.channel("expenses").find(reference)?.buttons).not.toContain("Approve");
    }
  }, 60_000);
});

describe("a command in a channel, in Teams", () => {
  const company = shareCompany({ platform: "teams" });
  const saidIn = (channel: string) => {
    const { conversations, messages } = company.running.teams.workplace;
    return messages.of(conversations.findChannel(channel)?.id ?? "");
  };

  it("is answered in the person's own chat, and its thread says so and nothing more", async () => {
    const reference = await company.claim("rep", "96 taxi of my own");
    const before = saidIn("general").length;
    await company.as("rep").command("/expense list", { in: "general" });
    await company.settled();
    expect(company.as("rep").dm().last()?.text).toContain(reference);
    const [asked, line, ...more] = saidIn("general").slice(before);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      fromBot: true,
      text: answeredDirectly,
      textFormat: "plain",
      attachments: [],
      rootId: asked?.id,
    });
  });

  it("opens a form, and files it, in the person's own chat", async () => {
    const before = saidIn("general").length;
    const { modal } = await company.as("rep").command("/expense new", { in: "general" });
    if (!modal) throw new Error("no form opened");
    await modal.fill({ "Amount (CNY)": "97", Category: "Travel", Purpose: "Asked for among others" });
    expect(await modal.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(cardOf(company.as("head"), "Asked for among others").buttons).toContain("Approve");
    expect(
      saidIn("general")
        .slice(before)
        .filter(({ fromBot }) => fromBot),
    ).toMatchObject([{ text: answeredDirectly }]);
  });

  it("of somebody without the bot tells them to begin a chat, and shows nothing", async () => {
    const { teams } = company.running;
    const reference = await company.claim("otherRep", "98 taxi of Daniel");
    await teams.uninstall("daniel.wright@yunfan.example");
    const before = saidIn("general").length;
    const own = company.as("otherRep").dm().messages.length;
    await company.as("otherRep").command(`/expense show ${reference}`, { in: "general" });
    await company.settled();
    const [, line, ...more] = saidIn("general").slice(before);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ fromBot: true, attachments: [] });
    expect(line?.text).toContain("I cannot write to you yet. Open a chat with Drumbeat");
    expect(company.as("otherRep").dm().messages).toHaveLength(own);

    await teams.install("daniel.wright@yunfan.example");
    await company.settled();
    await company.as("otherRep").command(`/expense show ${reference}`, { in: "general" });
    await company.settled();
    expect(company.as("otherRep").dm().last()?.text).toContain("taxi of Daniel");
  });

  it("that nobody said to the bot is not heard", async () => {
    const before = company.running.teams.deliveries.length;
    await company.as("rep").say("/expense new 99 taxi between us", { in: "general" });
    await company.settled();
    expect(company.running.teams.deliveries).toHaveLength(before);
  });
});
