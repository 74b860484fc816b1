import { typedIn } from "../support/colleague";
import { cardOf, dayFromToday, opened, shareCompany } from "../support/flows";

const company = shareCompany({ platform: "teams" });
const rep = () => company.running.inTeams("rep");

beforeAll(async () => {
  await company.as("rep").command("/customer new Acme Trading, Wang Fang, 13800001111");
  await company.settled();
});

describe("a dialog, in Teams", () => {
  it("is shown again with what is wrong beside it, and everything that was typed and chosen still there", async () => {
    const form = opened((await rep().command("/expense new")).modal);
    const day = dayFromToday(-3);
    const typed = {
      "Amount (CNY)": "12.345",
      Category: "Travel",
      "Date spent": day,
      Purpose: "Taxi **there**, and <back> & forth",
      Customer: "Acme Trading",
      "Invoice number": "FORM-1",
    };
    await form.fill(typed);
    const { errorsByLabel, closed } = await form.submit();
    expect(closed).toBe(false);
    expect(Object.keys(errorsByLabel)).toEqual(["Amount (CNY)"]);
    for (const [label, value] of Object.entries(typed)) expect(typedIn(form, label)).toContain(value);
    await form.fill({ "Amount (CNY)": "12.34" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const card = cardOf(company.as("head"), "12.34");
    expect(card.text).toContain("Taxi **there**, and <back> & forth");
    expect(card.text).toContain("Acme Trading");
    expect(card.text).toContain("FORM-1");
  });

  it("keeps several choices too, and takes them away where they are unchosen", async () => {
    const admin = company.running.inTeams("admin");
    await (await admin.command("/drumbeat people Sun")).messages[0]?.click("Edit");
    const form = opened(admin.modal());
    await form.fill({
      Roles: ["sales representative", "project manager"],
      "Heads the departments": ["Sales", "Marketing"],
      "Time zone": "Nowhere/Land",
    });
    const { errorsByLabel, closed } = await form.submit();
    expect(closed).toBe(false);
    expect(Object.keys(errorsByLabel)).toEqual(["Time zone"]);
    expect(typedIn(form, "Roles").split(", ").sort()).toEqual(["project manager", "sales representative"]);
    expect(typedIn(form, "Heads the departments").split(", ").sort()).toEqual(["Marketing", "Sales"]);
    expect(typedIn(form, "Time zone")).toBe("Nowhere/Land");
    await form.fill({ "Time zone": "Asia/Taipei", "Heads the departments": [] });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    const { roles, headOf, timeZone } = await company.running.db.client.person.findFirstOrThrow({
      where: { email: "sun.jiayi@yunfan.example" },
    });
    expect({ roles: [...roles].sort(), headOf, timeZone }).toEqual({
      roles: ["project_manager", "rep"],
      headOf: [],
      timeZone: "Asia/Taipei",
    });
  });

  it("has a second page where the first asks for more, with what was typed on it", async () => {
    const form = opened((await rep().command("/customer new")).modal);
    await form.fill({ "Company name": "Acme Trading Ltd", Phone: "13800001111", Needs: "A <portal>" });
    const { modal, closed } = await form.submit();
    expect(closed).toBe(false);
    const second = opened(modal);
    expect(second.text).toContain("CUS-1001");
    expect(typedIn(second, "Company name")).toBe("Acme Trading Ltd");
    expect(typedIn(second, "Needs")).toBe("A <portal>");
    expect(await second.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const stored = await company.running.db.client.customer.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(stored).toMatchObject({ name: "Acme Trading Ltd", needs: "A <portal>" });
  });

  it("that is closed saves nothing", async () => {
    const before = await company.running.db.client.expenseClaim.count();
    const form = opened((await rep().command("/expense new")).modal);
    await form.fill({ "Amount (CNY)": "5", Category: "Travel", Purpose: "Given up" });
    await form.close();
    await company.settled();
    expect(await company.running.db.client.expenseClaim.count()).toBe(before);
  });
});

describe("a form in a card, in Teams", () => {
  const openForm = "Open the form";
  const fillInHere = "Fill it in here";

  /** The card that offers a form both ways, and fills it in where it stands. */
  async function inCard(command: string) {
    await rep().say(command);
    await company.settled();
    const offer = rep().dm().last();
    expect(offer?.buttons).toEqual([openForm, fillInHere]);
    await offer?.click(fillInHere);
    if (!offer) throw new Error("no form was offered");
    return { message: offer, form: offer.form() };
  }

  it("says what is wrong in the card, keeps what was typed, and becomes the answer", async () => {
    const { message, form } = await inCard("/expense new");
    await form.fill({
      "Amount (CNY)": "a lot",
      Category: "Meals and entertainment",
      "Date spent": dayFromToday(-2),
      Purpose: "Dinner, filled in here",
      Customer: "Acme Trading",
    });
    const { errorsByLabel, closed } = await form.submit();
    expect(closed).toBe(false);
    expect(Object.keys(errorsByLabel)).toEqual(["Amount (CNY)"]);
    expect(typedIn(form, "Amount (CNY)")).toBe("a lot");
    expect(typedIn(form, "Category")).toBe("Meals and entertainment");
    expect(typedIn(form, "Date spent")).toBe(dayFromToday(-2));
    expect(typedIn(form, "Customer")).toContain("Acme Trading");
    await form.fill({ "Amount (CNY)": "88" });
    expect((await form.submit()).errorsByLabel).toEqual({});
    await company.settled();
    expect(form.isOpen).toBe(false);
    expect(message.buttons).not.toContain("File");
    expect(cardOf(company.as("head"), "Dinner, filled in here").text).toContain("88.00");
    const { db } = company.running;
    expect(await db.client.expenseClaim.count({ where: { purpose: "Dinner, filled in here" } })).toBe(1);
  });

  it("that is given up says that nothing was saved, and cannot be handed in any more", async () => {
    const before = await company.running.db.client.expenseClaim.count();
    const { message, form } = await inCard("/expense new");
    await form.fill({ "Amount (CNY)": "6", Category: "Travel", Purpose: "Given up here" });
    await form.close();
    await company.settled();
    expect(message.text).toBe("You closed the form. Nothing was saved.");
    expect(message.buttons).toEqual([]);
    expect(await company.running.db.client.expenseClaim.count()).toBe(before);
  });
});
