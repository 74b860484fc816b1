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

const count = () => company.db.client.customer.count();
const only = () => company.db.client.customer.findFirstOrThrow({ include: { contacts: true, owner: true } });

test("a line is logged at once, with its contact read by shape", async () => {
  const { text, modal } = await company
    .as("rep")
    .command("/customer new Acme Trading, Wang Fang, 13800001111, wang@acme.example");
  expect(modal).toBeUndefined();
  expect(text).toContain(" · Acme Trading");
  expect(text).toContain(words.card.logged);
  expect(await only()).toMatchObject({
    name: "Acme Trading",
    owner: { name: "林晓雨" },
    contacts: [{ name: "Wang Fang", phone: "13800001111", email: "wang@acme.example" }],
  });
});

test("a line with a likely duplicate opens the form, and is logged only when that is wanted", async () => {
  await company.as("otherRep").command("/customer new Acme Trading Co., Ltd");
  const { modal, messages } = await company
    .as("rep")
    .command("/customer 新建 ＡＣＭＥ　Ｔｒａｄｉｎｇ，王芳");
  expect(messages).toEqual([]);
  expect(modal?.submitLabel).toBe(words.form.logAnyway);
  expect(modal?.text).toMatch(/CUS-\d+ Acme Trading Co\., Ltd · owner: Daniel Wright · same name/);
  expect(modal?.field(words.fields.name).state.value).toBe("ＡＣＭＥ Ｔｒａｄｉｎｇ");
  expect(modal?.field(words.fields.contactName).state.value).toBe("王芳");
  expect(await count()).toBe(1);
  expect(await modal?.submit()).toMatchObject({ closed: true, errors: {} });
  expect(await count()).toBe(2);
});

test("the form warns once, keeps what was typed, and warns again of another duplicate", async () => {
  await company.as("otherRep").command("/customer new Acme");
  await company.as("otherRep").command("/customer new Beta");
  const { modal: form } = await company.as("rep").command("/customer new");
  expect(form?.submitLabel).toBe(words.form.submitNew);
  await form?.fill({
    [words.fields.name]: "ACME Ltd",
    [words.fields.industry]: "Retail",
    [words.fields.intent]: "High",
    [words.fields.needs]: "A CRM",
  });
  const first = await form?.submit();
  expect(first).toMatchObject({ closed: false, errors: {} });
  const warned = first?.modal;
  expect(warned?.submitLabel).toBe(words.form.logAnyway);
  expect(warned?.text).toContain(words.duplicates.warning(1));
  expect(warned?.field(words.fields.name).state.value).toBe("ACME Ltd");
  expect(warned?.field(words.fields.needs).state.value).toBe("A CRM");
  expect(await count()).toBe(2);

  await warned?.fill({ [words.fields.name]: "Beta Inc" });
  const again = (await warned?.submit())?.modal;
  expect(again?.text).toContain("Beta");
  expect(await count()).toBe(2);
  await again?.fill({ [words.fields.name]: "ACME Ltd" });
  const third = (await again?.submit())?.modal;
  expect(third?.text).toContain("same name");
  expect(await third?.submit()).toMatchObject({ closed: true });
  const stored = await company.db.client.customer.findFirstOrThrow({ where: { name: "ACME Ltd" } });
  expect(stored).toMatchObject({ industry: "retail", intent: "high", needs: "A CRM" });
});

test("the form refuses beside the field, and keeps what was typed", async () => {
  const { modal } = await company.as("rep").command("/customer new");
  await modal?.fill({ [words.fields.name]: "Acme", [words.fields.contactTitle]: "CTO" });
  const refused = await modal?.submit();
  expect(refused?.errorsByLabel).toEqual({ [words.fields.contactName]: "Please fill this in." });
  expect(refused?.closed).toBe(false);
  expect(await count()).toBe(0);
});

test("the channel hears of it without anybody's number; a button shows each reader what they may do", async () => {
  await company.as("rep").command("/customer new Acme, Wang Fang, 13800001111");
  await company.settled();
  const message = company.as("otherRep").channel("sales").messages.at(-1);
  expect(message?.text).toContain("林晓雨 logged a customer");
  expect(message?.text).not.toContain("13800001111");
  await message?.click("Open");
  const shown = await company.as("otherRep").waitFor(() =>
    company
      .as("otherRep")
      .channel("sales")
      .messages.find((each) => each.isEphemeral),
  );
  expect(shown.text).toContain("13800001111");
  expect(shown.buttons).not.toContain("Edit");
  expect(shown.buttons).toContain(words.card.recordComplaint);
});

test("an owner named in the form is told", async () => {
  const { modal } = await company.as("head").command("/customer new");
  await modal?.fill({ [words.fields.name]: "Acme", [words.fields.owner]: "Daniel Wright" });
  await modal?.submit();
  await company.settled();
  expect((await only()).owner?.name).toBe("Daniel Wright");
  const told = company.as("otherRep").dm().messages.at(-1);
  expect(told?.text).toContain(words.notices.loggedForYou("Grace Chen"));
  expect(told?.buttons).toContain("Edit");
});

test("whoever may not log customers is told whom to ask", async () => {
  const { text, modal } = await company.as("admin").command("/customer new Acme");
  expect(modal).toBeUndefined();
  expect(text).toContain("Your role does not allow you to log customers. Ask Alex Morgan.");
});

test.each([
  ["emoji", "🎉🎉🎉"],
  ["right to left", "شركة ألفا للتجارة"],
  ["a mention", "<!channel> & <!here>"],
  ["markdown", "*bold* _it_ `code` ~no~"],
  ["SQL", "Robert'); drop table customer;--"],
  ["a control", "A\u0000cme\u202e"],
])("%s as a name is logged as it is, and pings nobody", async (_what, name) => {
  const { text, problem } = await company.as("rep").command(`/customer new ${name}`);
  expect(problem).toBeUndefined();
  expect(text).toContain("CUS-");
  const stored = await only();
  expect(text).toContain(stored.name);
  await company.settled();
  // A mention that pings would stand in the message as an element or as markup; what was typed stands as text.
  const told = company.as("rep").channel("sales").messages.at(-1);
  expect(told?.text).toContain(stored.name);
  expect(JSON.stringify(told?.blocks)).not.toMatch(/"type":"(broadcast|user|usergroup)"/);
  expect(told?.rawText).not.toContain("<!channel>");
});

test("an over-long line opens the form with what fits, and saves nothing", async () => {
  const { modal, text } = await company.as("rep").command(`/customer new ${"长".repeat(3000)}`);
  expect(text).toBe("");
  expect(modal?.text).toContain(words.form.shortened);
  expect(modal?.field(words.fields.name).state.value).toHaveLength(150);
  expect(await count()).toBe(0);
});

test("what finds no place in a line is asked about, and kept", async () => {
  const { modal } = await company.as("rep").command("/customer new Acme, Wang, CTO, wants a CRM, wang@@acme");
  expect(modal?.text).toContain(words.form.leftover);
  expect(modal?.field(words.fields.needs).state.value).toBe("wants a CRM, wang@@acme");
  expect(await count()).toBe(0);
});
