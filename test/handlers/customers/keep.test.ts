import { customers as words } from "../../../src/i18n/en/customers";
import { type RunningCompany, startCompany } from "../../support/company";

let company: RunningCompany;

beforeAll(async () => {
  company = await startCompany();
  await company.everybodyArrives();
});
afterAll(() => company.stop());
beforeEach(async () => {
  await company.settled();
  await company.db.pool.query("truncate customer cascade");
});

async function logged(line: string, by: "rep" | "otherRep" = "rep"): Promise<string> {
  const { text } = await company.as(by).command(`/customer new ${line}`);
  const [reference] = /CUS-\d+/.exec(text) ?? [];
  if (!reference) throw new Error(`not logged: ${text}`);
  return reference;
}

test("one that fits is shown, several are listed with a button each", async () => {
  await logged("Acme Trading, Wang Fang, 13800001111");
  await logged("Acme Software");
  const one = await company.as("otherRep").command("/customer find 138 0000 1111");
  expect(one.text).toContain("Wang Fang");
  const several = await company.as("otherRep").command("/customer 查找 acme");
  expect(several.text).toContain("2 entries");
  await several.messages[0]?.click("Open", 1);
  const shown = await company.as("otherRep").waitFor(() => {
    const last = company.as("otherRep").dm().messages.at(-1);
    return last?.text.includes(words.card.loggedBy("林晓雨", "").slice(0, 12)) && last;
  });
  expect(shown.text).toContain("Acme");
});

test("a list goes by page, and to everybody's", async () => {
  for (let index = 10; index < 32; index++) await logged(`Customer ${index}`);
  const { messages } = await company.as("rep").command("/customer list");
  const [list] = messages;
  expect(list?.text).toContain("Showing 20 of 22 · Page 1 of 2");
  await list?.click(words.list.next);
  const now = () => company.as("rep").dm().messages.at(-1);
  await company.as("rep").waitFor(() => now()?.text.includes("Page 2 of 2"));
  expect(now()?.text).toContain("Customer 10");
  expect(now()?.buttons).not.toContain(words.list.next);
  const theirs = await company.as("otherRep").command("/customer list");
  expect(theirs.text).toContain(words.list.emptyMine);
  const all = await company.as("otherRep").command("/customer 列表 全部");
  expect(all.text).toContain("Showing 20 of 22");
}, 60_000);

test("an owner edits by reference or name; a form that was overtaken says so and keeps what was typed", async () => {
  const reference = await logged("Acme");
  const { modal } = await company.as("rep").command("/customer edit acme");
  const { modal: second } = await company.as("rep").command(`/customer 修改 ${reference}`);
  if (!modal || !second) throw new Error("no form");
  expect(second.title).toBe(words.form.editTitle(reference));
  await second.fill({ [words.fields.region]: "Shanghai" });
  expect(await second.submit()).toMatchObject({ closed: true });
  const { modal: third } = await company.as("rep").command(`/customer edit ${reference}`);
  expect(third?.field(words.fields.region).state.value).toBe("Shanghai");
  await company.db.client.customer.updateMany({ data: { revision: { increment: 1 } } });
  await third?.fill({ [words.fields.region]: "Beijing" });
  const refused = await third?.submit();
  expect(refused).toMatchObject({ closed: false });
  expect(refused?.modal?.text).toContain("was changed by somebody else while this form was open");
  expect(refused?.modal?.field(words.fields.region).state.value).toBe("Beijing");
  expect((await company.db.client.customer.findFirstOrThrow()).region).toBe("Shanghai");
});

test("who may not edit is told so instead of being shown the form", async () => {
  const reference = await logged("Acme");
  const { text, modal } = await company.as("otherRep").command(`/customer edit ${reference}`);
  expect(modal).toBeUndefined();
  expect(text).toContain("edit other people's customers");
});

test("a contact is added from the card", async () => {
  const { messages } = await company.as("rep").command("/customer new Acme");
  await messages[0]?.click(words.card.addContact);
  const form = await company.as("rep").waitForModal(words.form.contactTitle);
  expect((await form.submit()).errorsByLabel).toEqual({ [words.fields.contactName]: "Please fill this in." });
  await form.fill({ [words.fields.phone]: "0912-345-678" });
  expect(await form.submit()).toMatchObject({ closed: true });
  expect(await company.db.client.contact.findMany()).toMatchObject([{ name: "", phoneKey: "912345678" }]);
  const last = company.as("rep").dm().messages.at(-1);
  expect(last?.text).toContain("0912-345-678");
  await last?.click(words.card.editContact);
  const edit = await company.as("rep").waitForModal(words.form.editContactTitle);
  expect(edit.text).toContain(words.form.removeHint);
  expect(edit.field(words.fields.phone).state.value).toBe("0912-345-678");
  await edit.fill({ [words.fields.phone]: "" });
  expect(await edit.submit()).toMatchObject({ closed: true, errors: {} });
  expect(await company.db.client.contact.count()).toBe(0);
});

test.each([
  ["show", "Which one?"],
  ["edit", "Which one?"],
  ["find", "What are you looking for?"],
  ["show CUS-999999", "There is no CUS-999999"],
  ["show EXP-1001", "No customer fits"],
  ["edit nobody at all", "No customer fits"],
  ["find 🎉", "No customer fits"],
  ["find شركة", "No customer fits"],
  ["show <!channel>", "No customer fits"],
  [`find ${"x".repeat(2500)}`, "No customer fits"],
  ["list nonsense", words.list.emptyMine],
  ["shwo CUS-1001", "Did you mean /customer show CUS-1001?"],
  ["asdfgh qwerty", "does not know"],
  ["", "What you can do with /customer"],
])("/customer %s is answered clearly", async (line, answer) => {
  const { text, modal, problem } = await company.as("rep").command(`/customer ${line}`);
  expect([modal, problem]).toEqual([undefined, undefined]);
  expect(text).toContain(answer);
});

test("each language has its own words, and knows the others'", async () => {
  await company.db.client.person.updateMany({ data: { locale: "zh-Hant" } });
  const { text } = await company
    .as("support")
    .command("/customer 新增 貝塔科技股份有限公司，王小芳，0912345678");
  expect(text).toContain("客戶已登錄。");
  expect((await company.as("support").command("/customer 清单")).text).toContain("我的客戶");
  expect((await company.as("support").command("/customer list")).text).toContain("我的客戶");
  await company.db.client.person.updateMany({ data: { locale: "en" } });
});
