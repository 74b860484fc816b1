import { complaints as words } from "../../../src/i18n/en/complaints";
import { type Post, type RunningCompany, startCompany } from "../../support/company";

let company: RunningCompany;
let customer: string;

beforeAll(async () => {
  company = await startCompany();
  await company.everybodyArrives();
  const { text } = await company.as("otherRep").command("/customer new Acme Trading");
  customer = /CUS-\d+/.exec(text)?.[0] ?? "";
  await company.as("otherRep").command("/customer new Acme Software");
});
afterAll(() => company.stop());
beforeEach(async () => {
  await company.settled();
  await company.db.client.complaint.deleteMany();
});

const count = () => company.db.client.complaint.count();
const only = () =>
  company.db.client.complaint.findFirstOrThrow({ include: { owner: true, reporter: true, customer: true } });
const last = (post: Post) => company.as(post).dm().messages.at(-1);
async function recorded(line = `${customer} S2 CRM login fails`): Promise<string> {
  const { text } = await company.as("rep").command(`/complaint new ${line}`);
  const [reference] = /CMP-\d+/.exec(text) ?? [];
  if (!reference) throw new Error(`not recorded: ${text}`);
  await company.settled();
  return reference;
}

test("a line is recorded at once, routed, and told to its owner and the channel", async () => {
  const reference = await recorded(`${customer} S2 login fails since this morning`);
  const stored = await only();
  expect(stored).toMatchObject({
    severity: "S2",
    product: "crm",
    description: "login fails since this morning",
    reporter: { name: "林晓雨" },
    customer: { name: "Acme Trading" },
  });
  expect(["許家穎", "彭浩"]).toContain(stored.owner?.name);
  const owner: Post = stored.owner?.name === "彭浩" ? "otherSupport" : "support";
  expect(last(owner)?.text).toContain(words.notices.recordedForYou("林晓雨"));
  expect(last(owner)?.buttons).toEqual(expect.arrayContaining([words.card.resolve, words.card.assign]));
  const inChannel = company.as("otherRep").channel("complaints").messages.at(-1);
  expect(inChannel?.text).toContain(reference);
  expect(inChannel?.buttons).toEqual(["Open"]);
});

test("what a line left open is said: the severity and the product that were assumed", async () => {
  const { text } = await company.as("rep").command("/complaint 新建 Acme Trading，无法登录");
  expect(text).toContain(words.card.recorded);
  expect(text).toContain(words.card.assumedSeverity("S3 Ordinary"));
  expect(text).toContain(words.card.assumedProduct("CRM"));
});

test.each([
  ["Acme S1 login fails", "Several customers fit “Acme”", "Acme S1 login fails"],
  ["Nobody S1 login fails", words.form.noCustomer("Nobody"), "Nobody S1 login fails"],
  ["login fails", words.form.whichCustomer, "login fails"],
  ["CUS-999999 login fails", words.form.noCustomer("CUS-999999"), "CUS-999999 login fails"],
  ["<!channel> S1 🎉 شركة", words.form.noCustomer("<!channel>"), "<!channel> S1 🎉 شركة"],
])("%s opens the form, keeps the words and saves nothing", async (line, said, kept) => {
  const { modal } = await company.as("rep").command(`/complaint new ${line}`);
  expect(modal?.text).toContain(said);
  expect(modal?.field(words.fields.description).state.value).toBe(kept);
  expect(await count()).toBe(0);
});

test("a customer without a word of what happened opens the form with the customer in it", async () => {
  const { modal } = await company.as("rep").command(`/complaint new ${customer} S1`);
  expect(modal?.text).toContain(words.form.whatHappened);
  expect(JSON.stringify(modal?.field(words.fields.customer).state)).toContain("Acme Trading");
  await modal?.fill({ [words.fields.product]: "Analytics", [words.fields.description]: "It shows nothing." });
  expect(await modal?.submit()).toMatchObject({ closed: true, errors: {} });
  expect(await only()).toMatchObject({
    severity: "S1",
    product: "analytics",
    description: "It shows nothing.",
  });
});

test("an over-long line opens the form with what fits, and saves nothing", async () => {
  const { modal } = await company.as("rep").command(`/complaint new ${customer} ${"长".repeat(3500)}`);
  expect(modal?.text).toContain(words.form.shortened);
  expect(modal?.field(words.fields.description).state.value).toHaveLength(3000);
  expect(await count()).toBe(0);
});

test("somebody who may not see customers can still say whose complaint it is", async () => {
  const { modal } = await company.as("admin").command("/complaint new");
  await modal?.fill({
    [words.fields.customer]: "Acme Trading",
    [words.fields.product]: "CRM",
    [words.fields.description]: "They called me.",
  });
  expect(await modal?.submit()).toMatchObject({ closed: true });
  expect(await only()).toMatchObject({
    customer: { name: "Acme Trading" },
    reporter: { name: "Alex Morgan" },
  });
});

test("from any message: the text is filled in, and the card links back to it", async () => {
  await company.as("otherRep").say(`${customer} says analytics is down & <slow>`, { in: "general" });
  const message = company.as("rep").channel("general").messages.at(-1);
  await message?.shortcut("complaint-from-message");
  const modal = await company.as("rep").waitForModal(words.form.newTitle);
  expect(modal.text).toContain(words.form.fromMessage);
  expect(modal.field(words.fields.description).state.value).toBe(
    `${customer} says analytics is down & <slow>`,
  );
  expect(await modal.submit()).toMatchObject({ closed: true, errors: {} });
  const stored = await only();
  expect(stored).toMatchObject({ product: "analytics", customer: { name: "Acme Trading" } });
  expect(stored.sourceLink).toMatch(/^https:\/\/.*\/archives\/C/);
  const { messages } = await company.as("rep").command(`/complaint show CMP-${stored.id}`);
  expect(messages[0]?.buttons).toContain(words.card.source);
});

test("assigned and resolved: everybody concerned hears, every copy changes, buttons go", async () => {
  const reference = await recorded();
  const { owner } = await only();
  const ownerPost: Post = owner?.name === "彭浩" ? "otherSupport" : "support";
  const first = last(ownerPost);
  await first?.click(words.card.assign);
  const form = await company.as(ownerPost).waitForModal(words.form.assignTitle(reference));
  await form.fill({ [words.fields.person]: "何伟" });
  expect(await form.submit()).toMatchObject({ closed: true });
  await company.settled();
  expect(last("projectManager")?.text).toContain(words.notices.assignedToYou);
  expect(last("rep")?.text).toContain(words.notices.nowWith("何伟"));
  expect(first?.text).toContain("何伟");
  const channelCopy = company.as("rep").channel("complaints").messages.at(-1);
  expect(channelCopy?.text).toContain("何伟");

  const held = last("projectManager");
  const { text } = await company
    .as("projectManager")
    .command(`/complaint 解决 ${reference} Restarted it <!channel>`);
  expect(text).toContain(words.card.resolved);
  await company.settled();
  expect(last("rep")?.text).toContain(words.notices.resolved);
  expect(last("rep")?.text).toContain("Restarted it");
  for (const copy of [first, held, channelCopy]) {
    expect(copy?.text).toContain(words.card.resolvedBy("何伟", "").trimEnd());
    expect(copy?.buttons).not.toContain(words.card.resolve);
    expect(copy?.buttons).not.toContain(words.card.assign);
  }
  const late = await company.as("head").command(`/complaint resolve ${reference} me too`);
  expect(late.text).toMatch(new RegExp(`${reference} was already resolved by 何伟`));
});

test("only those who may are offered what may be done, and the others are told", async () => {
  const reference = await recorded();
  const mine = await company.as("rep").command(`/complaint ${reference}`);
  expect(mine.messages[0]?.buttons).toEqual([words.card.timeline, words.card.openCustomer]);
  const { text, modal } = await company.as("rep").command(`/complaint assign ${reference}`);
  expect(modal).toBeUndefined();
  expect(text).toContain("assign complaints");
  const unseen = await company.as("specialist").command(`/complaint show ${reference}`);
  expect(unseen.text).toContain(`There is no ${reference} that you can see.`);
});

test("assigning by name needs no form; an unclear name gets it", async () => {
  const reference = await recorded();
  expect((await company.as("head").command(`/complaint 指派 ${reference} @Grace Chen`)).text).toContain(
    words.card.assigned("Grace Chen"),
  );
  const { modal } = await company.as("head").command(`/complaint assign ${reference} somebody`);
  expect(modal?.title).toBe(words.form.assignTitle(reference));
});

test("a list shows what is open, then the resolved too; an empty one says what to do", async () => {
  expect((await company.as("rep").command("/complaint list")).text).toContain(words.list.emptyOpen);
  const reference = await recorded();
  const { messages } = await company.as("rep").command("/complaint 列表");
  expect(messages[0]?.text).toContain(`${reference} · Acme Trading`);
  await company.as("head").command(`/complaint resolve ${reference} Done.`);
  await company.settled();
  const [list] = (await company.as("rep").command("/complaint list")).messages;
  expect(list?.text).toContain(words.list.emptyOpen);
  await list?.click(words.list.withResolved);
  await company.as("rep").waitFor(() =>
    company
      .as("rep")
      .dm()
      .messages.some((each) => each.text.includes("1 entry")),
  );
  expect((await company.as("rep").command("/complaint list all")).text).toContain(
    "see other people's complaints",
  );
  expect((await company.as("head").command("/complaint list all resolved")).text).toContain(reference);
});

test.each([
  ["show", "Which one?"],
  ["assign", "Which one?"],
  ["resolve", "Which one?"],
  ["show CMP-999999", "There is no CMP-999999"],
  ["resolve 🎉", "There is no 🎉"],
  ["assign شركة x", "There is no شركة"],
  [`show ${"x".repeat(2500)}`, "There is no xxx"],
  ["show CUS-1001", "There is no CUS-1001"],
  ["asdf", "does not know"],
  ["reslove CMP-1001", "Did you mean /complaint resolve CMP-1001?"],
  ["", "What you can do with /complaint"],
])("/complaint %s is answered clearly", async (line, answer) => {
  const { text, modal, problem } = await company.as("rep").command(`/complaint ${line}`);
  expect([modal, problem]).toEqual([undefined, undefined]);
  expect(text).toContain(answer);
});

test("an empty resolution is refused beside its field", async () => {
  const reference = await recorded();
  const { modal } = await company.as("head").command(`/complaint resolve ${reference}`);
  await modal?.fill({ [words.fields.resolution]: " \u200b " });
  expect((await modal?.submit())?.errorsByLabel).toEqual({
    [words.fields.resolution]: "Please fill this in.",
  });
});
