import { blocksToJson, isObject, type JsonObject } from "../../sandbox/json";
import type { Json } from "../../sandbox/protocol";
import { type Post, type RunningCompany, startCompany } from "../support/company";
import { HandMadeClient } from "./support/client";
import { openStep } from "./support/records";

/** What Slack would act on if it were taken for markup. Each piece is looked for as it was typed. */
const evil = "<!channel> *x* <http://evil.example|click> <@U123> `c` :boom: &lt;!here&gt;";

let company: RunningCompany;
let client: HandMadeClient;
beforeAll(async () => {
  company = await startCompany();
  client = new HandMadeClient(company);
  await company.everybodyArrives();
});
afterAll(() => company.stop());

/** Every object in it, however deep. */
function objectsIn(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** What in these blocks Slack would read as markup, or turn into a mention or a link. */
function markupIn(blocks: Json | undefined): JsonObject[] {
  const active = ["link", "user", "usergroup", "channel", "broadcast", "emoji", "date"];
  return objectsIn(blocks).filter(
    (each) => each.type === "mrkdwn" || each.type === "markdown" || active.includes(String(each.type)),
  );
}

/** Whether a message's own text, which Slack always parses, holds an unescaped bracket or a bare ampersand. */
const unescaped = (text: unknown): boolean => typeof text === "string" && /[<>]|&(?!amp;|lt;|gt;)/.test(text);

const json = (text: unknown): Json => (typeof text === "string" ? JSON.parse(text) : null);

/** Everything the bot has sent, by method: calls of the Web API and answers to deliveries. */
function sent(): { where: string; text: Json | undefined; blocks: Json | undefined }[] {
  const calls = company.sandbox.workspace.calls
    .filter(({ method }) => /^(chat|views)\./.test(method))
    .map(({ method, args }) => ({
      where: method,
      text: args.text,
      blocks: typeof args.blocks === "string" ? json(args.blocks) : (args.blocks ?? viewOf(args.view)),
    }));
  return calls;
}
const viewOf = (view: Json | undefined): Json => {
  const read = typeof view === "string" ? json(view) : (view ?? null);
  return isObject(read) ? (read.blocks ?? null) : null;
};

/** Nothing that was sent is markup, and some of it showed what was typed. */
function expectLiteral(): void {
  const all = sent();
  expect(all.filter(({ blocks }) => JSON.stringify(blocks).includes("evil.example")).length).toBeGreaterThan(
    0,
  );
  for (const { where, text, blocks } of all) {
    expect({ where, markup: markupIn(blocks) }).toEqual({ where, markup: [] });
    expect({ where, text, unescaped: unescaped(text) }).toEqual({ where, text, unescaped: false });
  }
  expect(company.sandbox.workspace.problems).toEqual([]);
}

/** An answer shows it as it was typed. */
async function expectShown(post: Post, command: string, words: string): Promise<void> {
  const { text, blocks } = await client.command(post, command, words);
  expect(text).toContain("<http://evil.example|click>");
  expect(text).toContain("<!channel>");
  expect(markupIn(blocksToJson(blocks))).toEqual([]);
}

const fill = async (
  post: Post,
  action: string,
  id: string,
  answers: Record<string, string>,
): Promise<void> => {
  const { modal, text } = await client.press(post, action, id);
  if (!modal) throw new Error(`no form opened: ${text}`);
  const { errors } = await client.handIn(post, modal, answers);
  expect(errors).toEqual({});
  await company.settled(20_000);
};

describe("text that Slack would act on is shown as it was typed", () => {
  it("of a customer: on cards, in lists, in searches, in the channel, as a duplicate", async () => {
    await fill("rep", "customer.new", "", {
      name: evil,
      contactName: evil.slice(0, 60),
      region: evil.slice(0, 60),
      needs: evil,
      phone: "13800001111",
    });
    for (const words of ["show CUS-1001", "list", "find evil"]) await expectShown("rep", "customer", words);
    const { options } = await client.search("rep", "customer", "evil");
    expect(options.join()).toContain("<!channel>");
    expect(options.join()).not.toContain("mrkdwn");
    const { modal } = await client.command("head", "customer", "new Other, Wang, 13800001111");
    expect(JSON.stringify(modal?.blocks)).toContain("<!channel>");
    expect(markupIn(blocksToJson(modal?.blocks ?? []))).toEqual([]);
    expectLiteral();
  });

  it("of an expense: on the card, in what waits, on the home page, in the reason and in the trail", async () => {
    await fill("rep", "expense.new", "", {
      amount: "12.50",
      category: "travel",
      purpose: evil,
      invoiceNumber: evil.slice(0, 60),
      customerId: "1001",
    });
    await expectShown("rep", "expense", "show EXP-1001");
    await expectShown("head", "approvals", "");
    await company.as("head").openHome();
    await fill("head", "approval.return", await openStep(client, "expense", "1001"), { reason: evil });
    await expectShown("finance", "drumbeat", "audit EXP-1001");
    const { modal } = await client.press("rep", "expense.edit", "1001");
    expect(JSON.stringify(modal?.blocks)).toContain("<!channel>");
    expectLiteral();
  });

  it("of a project: on the card, in lists, in the channel once it is approved", async () => {
    await fill("rep", "project.new", "", {
      title: evil,
      background: evil,
      goals: evil,
      requirements: evil,
      budget: "80000",
      startsOn: "2026-12-01",
      endsOn: "2027-03-31",
      customerId: "1001",
    });
    for (const post of ["head", "director"] as const) {
      await client.press(post, "approval.approve", await openStep(client, "project", "1001"));
      await company.settled(20_000);
    }
    for (const words of ["show PRJ-1001", "list"]) await expectShown("rep", "project", words);
    expect(
      company
        .as("rep")
        .channel("projects")
        .messages.map(({ text }) => text)
        .join(),
    ).toContain("<!channel>");
    expectLiteral();
  });

  it("of a complaint: on the card, in lists, in the channel, in the owner's notice and in the resolution", async () => {
    await fill("rep", "complaint.new", "", {
      customer: "1001",
      severity: "S1",
      product: "crm",
      description: evil,
    });
    await expectShown("rep", "complaint", "show CMP-1001");
    await expectShown("rep", "complaint", "list");
    await fill("support", "complaint.resolve", "1001", { resolution: evil });
    expectLiteral();
  });

  it("of a person's name, wherever it stands", async () => {
    await company.db.client.person.updateMany({ where: { name: "林晓雨" }, data: { name: evil } });
    await expectShown("head", "expense", "show EXP-1001");
    await expectShown("admin", "drumbeat", "people evil");
    const { options } = await client.search("head", "people", "evil");
    expect(options.join()).not.toContain("mrkdwn");
    await client.command("rep", "expense", "new 12.50 taxi");
    await company.settled(20_000);
    expectLiteral();
  });

  it("of a word that is not understood", async () => {
    for (const command of ["expense", "customer", "project", "complaint", "approvals", "drumbeat"]) {
      const { text, blocks } = await client.command("rep", command, evil);
      expect(text).not.toBe("");
      expect(markupIn(blocksToJson(blocks))).toEqual([]);
    }
    await company.as("rep").say(evil);
    await company.settled(20_000);
    expectLiteral();
  });
});
