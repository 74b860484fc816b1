import { demoPeopleFile } from "../../src/demo-workspace";
import { drumbeat } from "../../src/i18n/en/drumbeat";
import { createDatabase, type TestDatabase } from "../support/database";
import { OtherDouble } from "./other-double";
import type { Shown } from "./support/other-shapes";
import { type BotProcess, startBotProcess } from "./support/process";

const people = new Map([
  ["rep", "lin.xiaoyu@yunfan.example"],
  ["head", "grace.chen@yunfan.example"],
  ["director", "zhao.guoqiang@yunfan.example"],
  ["general-manager", "ma.jianhua@yunfan.example"],
  ["finance", "wu.min@yunfan.example"],
  ["support", "hsu.chiaying@yunfan.example"],
]);

const picture = Buffer.from("89504e470d0a1a0a0000", "hex");
const shownText = ({ text, blocks }: Pick<Shown, "text" | "blocks">): string =>
  `${text} ${JSON.stringify(blocks)}`;

/** Resolves with what `probe` finds; looks again for as long as the test has time. */
async function until<T>(what: string, probe: () => T | undefined | false): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(setImmediate);
  }
}

describe.each([
  ["http", ["sales", "projects", "expenses", "complaints"]],
  ["socket", null],
] as const)("somebody else's Slack over %s", (mode, channels) => {
  let db: TestDatabase;
  let slack: OtherDouble;
  let bot: BotProcess;
  const inDirect = (user: string, words: string): Promise<Shown> =>
    until(`"${words}" for ${user}`, () =>
      slack.messages.findLast((each) => each.channel === `D-${user}` && shownText(each).includes(words)),
    );
  const decided = (user: string, reference: string): Promise<unknown> =>
    until(`a card of ${reference} without buttons for ${user}`, () =>
      slack.messages.some(
        (each) =>
          each.channel === `D-${user}` &&
          shownText(each).includes(reference) &&
          shownText(each).includes("approved") &&
          !shownText(each).includes('"Approve"'),
      ),
    );

  beforeAll(async () => {
    db = await createDatabase();
    slack = await new OtherDouble(people, channels).start();
    bot = startBotProcess({
      ...slack.settings(mode),
      DATABASE_URL: db.url,
      PORT: "0",
      HOST: "127.0.0.1",
      PEOPLE_FILE: demoPeopleFile(),
    });
    slack.botPort = await bot.ready();
    await db.client.person.updateMany({ data: { locale: "en" } });
    for (const user of people.keys()) {
      await slack.openHome(user);
      await until(`the home page of ${user}`, () => slack.homes.get(user));
    }
  }, 60_000);
  afterAll(async () => {
    const code = await bot.stop();
    await slack.stop();
    await db.drop();
    expect(code).toBe(0);
  });

  it("takes an expense with a receipt from form to approval, on every copy of the card", async () => {
    await slack.command("rep", "/expense", "new");
    await until("a form", () => slack.views.get("rep"));
    const empty = await slack.submit("rep", {});
    expect(empty.response_action).toBe("errors");
    const sent = await slack.submit("rep", {
      "Amount (CNY)": "1,280.50",
      Category: "travel",
      Purpose: "Train to Acme",
      Receipts: { name: "train.png", content: picture },
    });
    expect(sent).toEqual({});
    await slack.press("head", await inDirect("head", "EXP-1001"), "Approve");
    await slack.press("finance", await inDirect("finance", "EXP-1001"), "Approve");
    for (const user of ["rep", "head", "finance"]) await decided(user, "EXP-1001");
  });

  it("takes a project from form to approval", async () => {
    await slack.command("rep", "/project", "request Website relaunch 80000 2026-12-01 2027-03-31");
    await until("a form", () => slack.views.get("rep"));
    const sent = await slack.submit("rep", {
      Background: "The old one is old",
      Goals: "A new one",
      Requirements: "It works",
    });
    expect(sent).toEqual({});
    await slack.press("head", await inDirect("head", "PRJ-1001"), "Approve");
    await slack.press("director", await inDirect("director", "PRJ-1001"), "Approve");
    for (const user of ["rep", "head", "director"]) await decided(user, "PRJ-1001");
    if (channels)
      await until("a word in the channel", () =>
        slack.messages.some(({ channel }) => channel === "projects"),
      );
  });

  it("warns of a customer that is there already", async () => {
    const logged = await slack.command("rep", "/customer", "new Acme Trading, Wang Fang, 13800001111");
    expect(shownText({ text: "", blocks: logged.blocks ?? [] })).toContain("CUS-1001");
    await slack.command("head", "/customer", "new ACME Trading Ltd, Wang Fang, 13800001111");
    const warned = await until("a form", () => slack.views.get("head"));
    expect(JSON.stringify(warned)).toContain("CUS-1001");
  });

  it("records a complaint from a message", async () => {
    await slack.shortcut("rep", "complaint-from-message", "CUS-1001 cannot log in, S1");
    await until("a form", () => slack.views.get("rep"));
    await slack.submit("rep", { Product: "crm" });
    await inDirect("support", "CMP-1001");
  });

  it("answers a message", async () => {
    await slack.say("rep", "hello");
    await inDirect("rep", drumbeat.messageHint.title);
  });
});
