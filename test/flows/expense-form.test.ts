import { typedIn } from "../support/colleague";
import type { Post } from "../support/company";
import { cardOf, dayFromToday, picture, platforms, shareCompany } from "../support/flows";

describe.each(platforms)("on $platform,", ({ platform }) => {
  const company = shareCompany({ platform });

  describe("the form of an expense", () => {
    const complete = { amount: "120", category: "travel", purpose: "Taxi to Acme" };

    it.each([
      ["an amount that is none", { ...complete, amount: "a lot" }, "Amount (CNY)", /128\.50/],
      ["nothing", { ...complete, amount: "0" }, "Amount (CNY)", /more than zero/],
      ["a negative amount", { ...complete, amount: "-5" }, "Amount (CNY)", /./],
      ["a third decimal", { ...complete, amount: "1.005" }, "Amount (CNY)", /2 decimals/],
      ["a day to come", { ...complete, spentOn: dayFromToday(2) }, "Date spent", /future/],
      ["a day too long ago", { ...complete, spentOn: dayFromToday(-200) }, "Date spent", /180 days/],
      [
        "more than its category allows",
        { ...complete, category: "meals", amount: "5000.01", receipts: picture("feast") },
        "Amount (CNY)",
        /Meals and entertainment.*5,000\.00/,
      ],
      ["no receipt where one is needed", { ...complete, amount: "500" }, "Receipts", /needs a receipt/],
    ])("refuses %s beside its field, and keeps what was typed", async (_what, filled, label, sentence) => {
      const form = await company.claimForm("rep", filled);
      const { errorsByLabel, closed } = await form.submit();
      expect(closed).toBe(false);
      expect(Object.keys(errorsByLabel)).toEqual([label]);
      expect(errorsByLabel[label]).toMatch(sentence);
      expect(typedIn(form, "Amount (CNY)")).toBe(filled.amount);
      expect(typedIn(form, "Purpose")).toBe("Taxi to Acme");
      await form.close();
      expect(await company.running.db.client.expenseClaim.count()).toBe(0);
      expect(await company.running.db.client.approvalRequest.count()).toBe(0);
    });

    it("takes the same form once what was wrong is put right", async () => {
      const form = await company.claimForm("rep", { ...complete, amount: "much" });
      expect((await form.submit()).closed).toBe(false);
      await form.fill({ "Amount (CNY)": "499.99" });
      expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
      await company.settled();
      expect(cardOf(company.as("head"), "Taxi to Acme").text).toContain("499.99");
    });

    it("says all that is wrong at once, each beside its field", async () => {
      const form = await company.claimForm("rep", {
        ...complete,
        category: "meals",
        amount: "5000.01",
        spentOn: dayFromToday(2),
      });
      const { errorsByLabel } = await form.submit();
      expect(errorsByLabel).toEqual({
        "Amount (CNY)": expect.stringMatching(/5,000\.00/),
        "Date spent": expect.stringMatching(/future/),
        Receipts: expect.stringMatching(/needs a receipt/),
      });
      await form.close();
    });
  });

  // Only Slack's forms hold files. What Teams says to such a file is in expense-receipts: it was sent to the bot before.
  if (platform === "slack")
    describe("the form of an expense, with a file in it,", () => {
      it("refuses a file that is no picture, whatever it is called", async () => {
        const form = await company.claimForm("rep", {
          amount: "120",
          category: "travel",
          purpose: "Taxi to Acme",
          receipts: { name: "invoice.png", mimeType: "image/png", content: Buffer.from("not a picture") },
        });
        expect((await form.submit()).errorsByLabel.Receipts).toMatch(/Only these kinds of file/);
        await form.close();
      });
    });

  // Only Teams has clients that show no dialogs: there the form stands in the chat, in the card that offered it.
  if (platform === "teams")
    describe("the form of an expense, filled in where it was offered,", () => {
      /** The card that has offered the form and now holds it. */
      async function offerToFillIn() {
        const rep = company.running.inTeams("rep");
        await rep.say("expense new");
        await company.settled();
        const offer = await rep.dm().waitForMessage("fill it in here");
        await offer.click("Fill it in here");
        return offer;
      }

      it("says beside its fields what is wrong, keeps what was typed, and is gone once it was taken", async () => {
        const offer = await offerToFillIn();
        const form = offer.form();
        await form.fill({ "Amount (CNY)": "a lot", Category: "Travel", Purpose: "Taxi in a card" });
        expect((await form.submit()).errorsByLabel).toEqual({
          "Amount (CNY)": expect.stringMatching(/128\.50/),
        });
        expect(typedIn(form, "Amount (CNY)")).toBe("a lot");
        expect(typedIn(form, "Purpose")).toBe("Taxi in a card");
        await form.fill({ "Amount (CNY)": "120" });
        expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
        await company.settled();
        expect(offer.buttons).not.toContain("Fill it in here");
        expect(cardOf(company.as("head"), "Taxi in a card").text).toContain("120.00");
      });

      it("is given up without a trace", async () => {
        const before = await company.running.db.client.expenseClaim.count();
        const offer = await offerToFillIn();
        await offer.form().close();
        expect(offer.text).toContain("You closed the form. Nothing was saved.");
        expect(await company.running.db.client.expenseClaim.count()).toBe(before);
      });
    });

  describe("a claim's way by its amount", () => {
    const claimOf = (amount: string, category = "travel") =>
      company.claimByForm("rep", { amount, category, purpose: `For ${amount}`, receipts: picture(amount) });
    const expectApproved = (claimant: Post, reference: string) =>
      expect(cardOf(company.as(claimant), reference).text).toContain("Your expense is approved");

    it("goes to head and finance up to 2,000", async () => {
      const reference = await claimOf("2000");
      await company.approve(reference, "head", "finance");
      expectApproved("rep", reference);
    });

    it("goes to the director too above 2,000", async () => {
      const reference = await claimOf("2000.01");
      await company.approve(reference, "head");
      expect(company.as("finance").dm().find(reference)).toBeUndefined();
      await company.approve(reference, "director", "otherFinance");
      expectApproved("rep", reference);
    });

    it("goes to director and general manager above 10,000, finance last", async () => {
      const reference = await claimOf("10000.01", "promotion");
      await company.approve(reference, "head", "director");
      expect(company.as("finance").dm().find(reference)).toBeUndefined();
      await company.approve(reference, "generalManager", "finance");
      expectApproved("rep", reference);
    });

    it("goes one level up where the head files it, and the note says why", async () => {
      const reference = await company.claim("head", "60 taxi of the head");
      expect(cardOf(company.as("head"), reference).buttons).not.toContain("Approve");
      expect(cardOf(company.as("director"), reference).text).toContain(
        "one level up, since nobody approves their own request",
      );
      await company.approve(reference, "director", "finance");
      expectApproved("head", reference);
    });

    it("passes a step whose approver approved before, with a note", async () => {
      // 吴敏 heads finance and is one of the two who approve last.
      const reference = await company.claim("otherFinance", "30 taxi of finance");
      await company.approve(reference, "finance");
      expect(cardOf(company.as("otherFinance"), reference).text).toMatch(
        /passed, the same person approved before/,
      );
      expectApproved("otherFinance", reference);
    });
  });
});
