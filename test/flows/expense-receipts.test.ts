import { cardOf, opened, picture, platforms, shareCompany } from "../support/flows";

describe.each(platforms)("on $platform,", ({ platform }) => {
  const company = shareCompany({ platform });
  const invoice = { amount: "100", category: "travel", purpose: "Taxi" };

  describe("an invoice", () => {
    it("is claimed once, by number, whoever files it and however it is written", async () => {
      const first = await company.claimByForm("rep", { ...invoice, invoiceNumber: "FP-2026 0042a" });
      for (const post of ["rep", "otherRep", "specialist"] as const) {
        const form = await company.claimForm(post, { ...invoice, invoiceNumber: " fp20260042 Ａ" });
        const { errorsByLabel } = await form.submit();
        expect(errorsByLabel["Invoice number"]).toContain(first);
        expect(errorsByLabel["Invoice number"]).toContain("林晓雨");
        await form.close();
      }
    });

    it("is claimed once, by its picture, whatever the file is called", async () => {
      const first = await company.claimByForm("rep", { ...invoice, receipts: picture("same") });
      const form = await company.claimForm("otherRep", {
        ...invoice,
        receipts: { ...picture("same"), name: "other.png" },
      });
      expect((await form.submit()).errorsByLabel.Receipts).toContain(first);
      await form.close();
    });

    it("is free again once its claim is withdrawn, by number and by picture", async () => {
      const withdrawn = await company.claimByForm("rep", {
        ...invoice,
        invoiceNumber: "FREE-1",
        receipts: picture("free"),
      });
      await cardOf(company.as("rep"), withdrawn).click("Withdraw");
      await company.settled();
      for (const post of ["rep", "head"] as const) {
        expect(cardOf(company.as(post), withdrawn).text).toMatch(/withdrawn/i);
        expect(cardOf(company.as(post), withdrawn).buttons).not.toContain("Approve");
      }
      const second = await company.claimByForm("otherRep", {
        ...invoice,
        invoiceNumber: "free 1",
        receipts: picture("free"),
      });
      expect(second).not.toBe(withdrawn);
    });

    it("is free again once its claim is rejected", async () => {
      const rejected = await company.claimByForm("rep", { ...invoice, invoiceNumber: "REJECTED-1" });
      await cardOf(company.as("head"), rejected).click("Reject");
      const form = opened(company.as("head").modal());
      await form.fill({ "Why?": "Not ours." });
      await form.submit();
      await company.settled();
      await company.claimByForm("otherRep", { ...invoice, invoiceNumber: "REJECTED-1" });
    });

    it("is never free again once it is paid", async () => {
      const paid = await company.claimByForm("rep", {
        ...invoice,
        invoiceNumber: "PAID-1",
        receipts: picture("paid"),
      });
      await company.approve(paid, "head", "finance");
      await cardOf(company.as("finance"), paid).click("Mark as paid");
      await company.settled();
      const { text } = await company.as("rep").command(`/expense withdraw ${paid}`);
      expect(text).toContain(`${paid} is paid, so this can no longer be done.`);
      for (const filled of [{ invoiceNumber: "PAID-1" }, { receipts: picture("paid") }]) {
        const form = await company.claimForm("otherRep", { ...invoice, ...filled });
        expect(Object.values((await form.submit()).errorsByLabel).join()).toContain(paid);
        await form.close();
      }
    });

    it("tells who was first where both of finance mark it as paid", async () => {
      const reference = await company.claimByForm("rep", { ...invoice, purpose: "Taxi paid twice" });
      await company.approve(reference, "head", "finance");
      const late = cardOf(company.as("otherFinance"), reference).holdClick("Mark as paid");
      await cardOf(company.as("finance"), reference).click("Mark as paid");
      await company.settled();
      await late();
      expect(company.as("otherFinance").dm().last()?.text).toMatch(
        new RegExp(`${reference} was already paid by 吴敏`),
      );
    });
  });

  describe("a picture sent to the bot", () => {
    it("is kept, and the form it opens files it as the receipt", async () => {
      const rep = company.as("rep");
      await rep.say("", { files: [picture("sent")] });
      await company.settled();
      const answer = await rep.dm().waitForMessage("sent.png is kept");
      await answer.click("File an expense with it");
      const form = opened(rep.modal());
      expect(form.text).toContain("The receipt you sent is attached: sent.png");
      await form.fill({ "Amount (CNY)": "700", Category: "Travel", Purpose: "Flight to Chengdu" });
      expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
      await company.settled();
      const claim = cardOf(company.as("head"), "Flight to Chengdu");
      expect(claim.text).toContain("1 file");

      await claim.click("View receipts");
      await company.settled();
      const received = company
        .as("head")
        .dm()
        .messages.flatMap(({ files }) => files.map(({ name }) => name));
      expect(received).toEqual(["sent.png"]);
      expect(
        company
          .as("director")
          .dm()
          .messages.flatMap(({ files }) => files),
      ).toEqual([]);
    });

    it("that cannot be read is said so", async () => {
      await company
        .as("rep")
        .say("", { files: [{ name: "notes.png", mimeType: "image/png", content: "text" }] });
      await company.settled();
      await company.as("rep").dm().waitForMessage("notes.png could not be read");
    });
  });

  describe("what somebody may see", () => {
    it("is only what concerns them: to others a claim does not exist", async () => {
      const reference = await company.claim("otherRep", "20 taxi of Daniel");
      for (const post of ["rep", "support", "marketingManager", "projectManager"] as const) {
        const { text } = await company.as(post).command(`/expense show ${reference}`);
        expect(text).toContain(`There is no ${reference} that you can see`);
        expect(text).not.toContain("Daniel");
      }
      for (const post of ["otherRep", "head", "finance", "director", "generalManager"] as const)
        expect((await company.as(post).command(`/expense show ${reference}`)).text).toContain(
          "taxi of Daniel",
        );
      expect((await company.as("rep").command("/expense show EXP-999999")).text).toContain(
        "There is no EXP-999999",
      );
      expect((await company.as("rep").command(`/expense withdraw ${reference}`)).text).toContain(
        `There is no ${reference}`,
      );
    });

    it("is listed by pages, newest first", async () => {
      const filed: string[] = [];
      for (let count = 1; count <= 12; count += 1)
        filed.push(await company.claim("support", `${count} taxi number ${count}`));
      const list = (await company.as("support").command("/expense list")).messages[0];
      if (!list) throw new Error("no list came");
      expect(list.text).toContain("Showing 10 of 12");
      expect(list.text).toContain("taxi number 12");
      expect(list.text).not.toContain("taxi number 2");
      await list.click("Next page");
      expect(list.text).toContain("taxi number 2");
      expect(list.text).toContain("taxi number 1");
      expect(list.buttons).not.toContain("Next page");
      await list.click("Open");
      await company
        .as("support")
        .dm()
        .waitForMessage(/Expense EXP-\d+ · ¥2\.00/);
    });
  });
});
