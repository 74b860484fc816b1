import { features } from "../../src/handlers/registry";
import { drumbeat } from "../../src/i18n/en/drumbeat";
import { type Post, type RunningCompany, startCompany } from "../support/company";
import { dayFromToday } from "../support/flows";
import { nastyTexts } from "./support/nasty-texts";
import { HandMadeTeamsClient } from "./support/teams-client";
import { judgeInTeams, markupAround } from "./support/teams-judge";

/** What Teams would act on if it were taken for Markdown or for a mention; each piece is looked for as it was typed. */
const evil =
  "<at>Grace Chen</at> **x** _y_ [click](http://evil.example) `c` # 1. ~~z~~ &lt;b&gt; {{DATE(2026-11-23)}}";
const trace = "evil.example";

/** As much as Teams lets a person write in one message: https://learn.microsoft.com/microsoftteams/limits-specifications-teams#chat */
const mostSaid = 9_000;
/** As much as the longest field of the form lets a person type. */
const mostTyped = 4_000;
const nasty = (most: number): [title: string, text: string][] =>
  Object.entries(nastyTexts).map(([title, text]) => [title, text.slice(0, most)]);

let company: RunningCompany;
let client: HandMadeTeamsClient;
beforeAll(async () => {
  company = await startCompany({ platforms: "teams" });
  client = new HandMadeTeamsClient(company);
  await company.everybodyArrives();
  await client.say("rep", "/customer new Acme Trading, Wang Fang, 13800001111");
  await client.say("rep", "/expense new 128.50 taxi to Acme");
  await client.say("rep", "/complaint new CUS-1001 S2 login fails");
}, 60_000);
afterAll(async () => {
  await company.settled(60_000);
  expect(company.teams.problems).toEqual([]);
  await company.stop();
}, 90_000);

const commands = features.flatMap(({ commands: some }) =>
  (some ?? []).map(({ name, verbs }) => ({ name, verbs })),
);
/** Somebody who may do what the command is for. */
const typist = (command: string): Post => (command === "drumbeat" ? "admin" : "rep");

describe("whatever is typed behind a command, in Teams", () => {
  it.each(commands)(
    "/$name answers clearly and saves all or nothing, whichever verb it has",
    async ({ name, verbs }) => {
      const wrong: Record<string, string[]> = {};
      const texts = nasty(mostSaid);
      // Each text behind the bare command and behind one of its verbs, so that every verb has its share.
      for (const [index, [title, text]] of texts.entries()) {
        const verb = verbs[index % verbs.length]?.name ?? "";
        for (const line of [`/${name} ${text}`, `${name} ${verb} ${text}`]) {
          const { faults } = await judgeInTeams(company, () => client.say(typist(name), line));
          if (faults.length > 0) wrong[`${verb} ${title}`] = faults;
        }
      }
      expect(wrong).toEqual({});
    },
    180_000,
  );
});

it("a command too long for its form is answered so, and nothing is done, in Teams", async () => {
  const { answer, faults, changed } = await judgeInTeams(company, () =>
    client.say("rep", `/customer new ${"长".repeat(mostSaid)}`),
  );
  expect({ faults, changed }).toEqual({ faults: [], changed: [] });
  expect(answer.text).toContain("That is too long for one command, and nothing was done.");
});

describe("whatever is said to the bot, in Teams", () => {
  it("is answered once, in the person's own chat", async () => {
    const wrong: Record<string, unknown> = {};
    for (const [title, text] of nasty(mostSaid)) {
      const { answer, faults } = await judgeInTeams(company, () => client.say("head", `Hello ${text}`));
      const answers = answer.text.split(drumbeat.messageHint.text).length - 1;
      if (answers !== 1 || faults.length > 0) wrong[title] = { answers, faults };
    }
    expect(wrong).toEqual({});
  }, 90_000);
});

describe("whatever is typed into a form, in Teams", () => {
  const right = { amount: "12.50", category: "travel", purpose: "Words", spentOn: dayFromToday(-1) };

  it.each(["amount", "category", "purpose", "spentOn", "customerId", "projectId", "invoiceNumber"])(
    "%s is answered beside the field, with what was typed, or taken whole",
    async (field) => {
      const wrong: Record<string, string[]> = {};
      for (const [title, text] of nasty(field.endsWith("Id") ? 1_000 : mostTyped)) {
        const form = await client.open("rep", { do: "press", action: "expense.new", id: "" });
        const { faults } = await judgeInTeams(company, () =>
          client.handIn(form, { ...right, [field]: text }),
        );
        if (faults.length > 0) wrong[title] = faults;
      }
      expect(wrong).toEqual({});
    },
    120_000,
  );

  it("a lookup offers a list, or none", async () => {
    for (const source of features.flatMap(({ searches }) => Object.keys(searches ?? {})))
      for (const text of Object.values(nastyTexts)) {
        const { status, options } = await client.search("rep", source, text);
        expect(status).toBe(200);
        expect(options.length).toBeLessThanOrEqual(15);
      }
    expect(company.teams.problems).toEqual([]);
  }, 60_000);
});

describe("text that Teams would act on is shown as it was typed", () => {
  /** Every card that the bot has put anywhere, as it was sent. */
  const sent = () =>
    company.teams.calls.flatMap(({ body }) => (body === undefined ? [] : [JSON.parse(JSON.stringify(body))]));

  async function expectShown(post: Post, line: string): Promise<void> {
    const { text, cards } = await client.say(post, line);
    expect(text).toContain(evil);
    expect(markupAround(cards, trace)).toEqual([]);
  }

  it("of a customer, an expense and a complaint: on cards, in lists, in channels, in notices", async () => {
    const customer = await client.open("rep", { do: "press", action: "customer.new", id: "" });
    expect((await client.handIn(customer, { name: evil, needs: evil, intent: "unknown" })).errors).toEqual(
      {},
    );
    const { id } = await company.db.client.customer.findFirstOrThrow({ orderBy: { id: "desc" } });
    for (const words of [`show CUS-${id}`, "list", "find evil"])
      await expectShown("rep", `/customer ${words}`);

    const expense = await client.open("rep", { do: "press", action: "expense.new", id: "" });
    const filled = {
      amount: "12.50",
      category: "travel",
      spentOn: dayFromToday(-1),
      purpose: evil,
      customerId: String(id),
    };
    // Refused at first, so that the form is drawn again around what was typed.
    const again = await client.handIn(expense, { ...filled, amount: "much" });
    expect(Object.keys(again.errors)).toEqual(["Amount (CNY)"]);
    expect(markupAround(again.cards, trace)).toEqual([]);
    expect((await client.handIn(expense, filled)).errors).toEqual({});
    await company.settled(20_000);
    const claim = await company.db.client.expenseClaim.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(claim.purpose).toBe(evil);
    await expectShown("rep", `/expense show EXP-${claim.id}`);
    await expectShown("rep", "/expense list");

    const complaint = await client.open("rep", { do: "press", action: "complaint.new", id: "" });
    const told = { customer: String(id), severity: "S1", product: "crm", description: evil };
    expect((await client.handIn(complaint, told)).errors).toEqual({});
    await company.settled(20_000);
    expect(
      company
        .inTeams("head")
        .channel("complaints")
        .messages.map(({ text }) => text)
        .join(),
    ).toContain(evil);
    const bodies = sent();
    expect(JSON.stringify(bodies)).toContain(trace);
    expect(markupAround(bodies, trace)).toEqual([]);
    for (const body of bodies)
      if (String(body.text ?? "").includes(trace)) expect(body.textFormat).toBe("plain");
  }, 60_000);

  it("of a person's name, and of a word that is not understood", async () => {
    await company.db.client.person.updateMany({ where: { name: "林晓雨" }, data: { name: evil } });
    await client.say("rep", "/expense new 12.50 taxi");
    await company.settled(20_000);
    await expectShown("admin", "/drumbeat people evil");
    for (const command of ["expense", "customer", "project", "complaint", "approvals", "drumbeat"]) {
      const { text, cards } = await client.say("rep", `/${command} ${evil}`);
      expect(text).not.toBe("");
      expect(markupAround(cards, trace)).toEqual([]);
    }
    expect(markupAround(sent(), trace)).toEqual([]);
  }, 60_000);
});
