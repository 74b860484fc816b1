import { cardOf, opened, platforms, shareCompany } from "../support/flows";

describe.each(platforms)("Drumbeat on $platform", ({ platform }) => {
  const company = shareCompany({
    platform,
    strangers: [{ email: "eva.stone@guest.example", name: "Eva Stone" }],
  });

  it("speaks to somebody in the language they choose, from the next card on", async () => {
    const rep = company.as("rep");
    const choice = (await rep.command("/drumbeat language")).messages[0];
    await choice?.click("繁體中文");
    expect(choice?.text).not.toContain("Cards, forms and messages to you are in this language.");
    const reference = await company.claim("rep", "51 taxi language");
    expect(cardOf(rep, reference).text).toContain("您的報銷已送出。");
    expect(cardOf(company.as("head"), reference).text).toContain("林晓雨 asks for your approval.");
    await company.approve(reference, "head");
    expect(cardOf(rep, reference).text).toContain("待簽核");
    await (await rep.command("/drumbeat 語言")).messages[0]?.click("English");
    await company.approve(reference, "finance");
    expect(cardOf(rep, reference).text).toContain("Your expense is approved");
  });

  it("asks what somebody may do at the click, not when the button was drawn", async () => {
    const reference = await company.claim("rep", "52 taxi to pay");
    await company.approve(reference, "head", "finance");
    const pay = cardOf(company.as("otherFinance"), reference).holdClick("Mark as paid");

    const admin = company.as("admin");
    const found = (await admin.command("/drumbeat people 钱丽")).messages[0];
    expect(found?.text).toContain("qian.li@yunfan.example");
    await found?.click("Edit");
    const form = opened(admin.modal());
    await form.fill({ Roles: ["HR"] });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();

    await pay();
    expect(company.as("otherFinance").dm().last()?.text).toMatch(/mark expenses as paid/);
    expect(await company.running.db.client.expenseClaim.count({ where: { status: "paid" } })).toBe(0);
  });

  it("gives a stranger the least role, and says whom to ask", async () => {
    const eva = company.stranger("eva.stone@guest.example");
    const help = (await eva.command("/drumbeat help")).text;
    expect(help).toContain(
      "You are not on the company's list yet, so you may do little. Ask Alex Morgan to add you.",
    );
    const refused = await eva.command("/expense new");
    expect(refused.modal).toBeUndefined();
    expect(refused.text).toContain("You do not belong to a department yet");
    expect(refused.text).toContain("Alex Morgan");
    expect((await eva.command("/expense show EXP-1001")).text).toContain(
      "There is no EXP-1001 that you can see",
    );
    expect((await eva.command("/drumbeat people")).text).toContain(
      "Your role does not allow you to manage people and roles",
    );

    const admin = company.as("admin");
    await (await admin.command("/drumbeat people Eva")).messages[0]?.click("Edit");
    const form = opened(admin.modal());
    await form.fill({ Department: "Sales", Roles: ["sales representative"] });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    expect((await eva.command("/expense new 12 taxi of Eva")).text).toContain("Your expense is filed.");
    await company.settled();
    expect(cardOf(company.as("head"), "taxi of Eva").buttons).toContain("Approve");
  });

  it("lets an administrator add somebody who has not come yet", async () => {
    const admin = company.as("admin");
    await (await admin.command("/drumbeat people")).messages[0]?.click("Add a person");
    const form = opened(admin.modal());
    await form.fill({ "E-mail": "new.one@yunfan.example", Name: "New One" });
    const { modal } = await form.submit();
    const post = opened(modal);
    await post.fill({ Department: "Marketing" });
    expect(await post.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    expect((await admin.command("/drumbeat people new.one")).text).toMatch(
      /New One · new\.one@yunfan\.example/,
    );
  });

  it("shows the audit trail of a record to those who may see it, and to no others", async () => {
    const via = company.texts.drumbeat.audit.via[platform];
    const reference = await company.claim("rep", "53 taxi audited");
    await company.approve(reference, "head");
    for (const post of ["admin", "finance", "director"] as const) {
      const trail = (await company.as(post).command(`/drumbeat audit ${reference}`)).text;
      expect(trail).toContain(`林晓雨 · expense filed · ${via}`);
      expect(trail).toContain(`Grace Chen · approval approved · ${via}`);
      expect(trail).toContain("53.00");
    }
    for (const post of ["rep", "head", "support"] as const) {
      const refused = (await company.as(post).command(`/drumbeat audit ${reference}`)).text;
      expect(refused).toContain("Your role does not allow you to see the audit trail.");
      expect(refused).not.toContain("taxi audited");
    }
  });

  it("answers a command in a channel to whoever gave it, and to nobody else there", async () => {
    const reference = await company.claim("rep", "54 taxi among others");
    const before = company.as("otherRep").channel("general").messages.length;
    const { text } = await company.as("rep").command(`/expense show ${reference}`, { in: "general" });
    expect(text).toContain("taxi among others");
    const filing = await company.as("rep").command("/expense new", { in: "general" });
    const form = opened(filing.modal);
    await form.fill({ "Amount (CNY)": "55", Category: "Travel", Purpose: "Filed among others" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(cardOf(company.as("head"), "Filed among others").buttons).toContain("Approve");

    expect(company.answers("rep", "general", "taxi among others").at(-1)?.text).toContain(reference);
    const others = company.as("otherRep").channel("general").messages.slice(before);
    // Slack shows the others nothing at all; Teams shows what was asked, and that it was answered elsewhere.
    if (platform === "slack") expect(others).toEqual([]);
    for (const { text: seen, buttons } of others) {
      expect(seen).toMatch(/^I have answered you in our own chat\.$/);
      expect(buttons).toEqual([]);
    }
    expect(company.as("otherRep").dm().find("among others")).toBeUndefined();
  });

  it("answers what nobody understands with what there is", async () => {
    expect((await company.as("rep").command("/expense nwe")).text).toContain("Did you mean /expense new?");
    expect((await company.as("rep").command("/expense")).text).toContain("What you can do with /expense");
    await company.as("rep").say("hello there");
    await company.settled();
    await company.as("rep").dm().waitForMessage("I keep customers, touches and deals");
  });
});
