import { cardOf, dayFromToday, opened, platforms, shareCompany } from "../support/flows";

describe.each(platforms)("on $platform,", ({ platform }) => {
  describe("what waits for a decision", () => {
    const company = shareCompany({ platform });

    it("is listed, and approved by one click in the list", async () => {
      const head = company.as("head");
      expect((await head.command("/approvals")).text).toContain("Nothing waits for you.");
      const first = await company.claim("rep", "21 taxi first");
      const second = await company.claim("otherRep", "22 taxi second");
      const asked = cardOf(head, first);
      const list = (await head.command("/approvals")).messages[0];
      expect(list?.text).toContain("2 requests");
      expect(list?.text).toContain(first);
      expect(list?.text).toContain(second);
      await list?.click("Approve");
      await company.settled();
      expect(list?.text).toContain("1 request");
      expect(list?.text).toContain(`${first} is approved.`);
      expect(asked.text).toMatch(/approved by Grace Chen/);
      expect(cardOf(company.as("finance"), first).buttons).toContain("Approve");
      await company.approve(second, "head");
    });

    it("stands on the home page, and is approved there", async () => {
      const reference = await company.claim("rep", "23 taxi home");
      const home = await company.as("head").openHome();
      expect(home.text).toContain("Waiting for your decision: 1");
      expect(home.text).toContain(reference);
      expect(home.buttons).toEqual(
        expect.arrayContaining([
          "File an expense",
          "Log a customer",
          "Request a project",
          "Record a complaint",
        ]),
      );
      await home.click("Approve");
      await company.settled();
      expect(home.text).toContain("Nothing waits for your decision.");
      const mine = await company.as("rep").openHome();
      expect(mine.text).toContain(reference);
      expect(mine.buttons.slice(0, 3)).toEqual(["Log a touch", "New deal", "Log a customer"]);
      await mine.click("File an expense");
      await opened(company.as("rep").modal()).close();
    });

    it("is decided by those alone who are asked, whatever button they hold", async () => {
      const reference = await company.claim("rep", "24 taxi asked");
      const approve = cardOf(company.as("head"), reference).holdClick("Approve");
      const { client } = company.running.db;
      const director = await client.person.findFirstOrThrow({ where: { name: "赵国强" } });
      await client.approvalAssignee.updateMany({
        where: { step: { status: "open", request: { subjectId: Number(reference.slice(4)) } } },
        data: { personId: director.id },
      });
      await approve();
      await company.settled();
      expect(company.as("head").dm().last()?.text).toContain(`You are not asked to decide on ${reference}.`);
      expect(cardOf(company.as("rep"), reference).text).toMatch(/waiting for approval/i);
    });

    it("tells who comes second who was first, and when", async () => {
      const reference = await company.claim("rep", "25 taxi second");
      await company.approve(reference, "head");
      const late = cardOf(company.as("otherFinance"), reference).holdClick("Approve");
      const lateReason = cardOf(company.as("otherFinance"), reference).holdClick("Reject");
      await company.approve(reference, "finance");
      await late();
      const told = new RegExp(`${reference} was already approved by 吴敏, \\d+ \\w+, \\d\\d:\\d\\d\\.`);
      expect(company.as("otherFinance").dm().last()?.text).toMatch(told);
      await lateReason();
      expect(await company.refusal("otherFinance")).toMatch(told);
    });
  });

  describe("while somebody is away", () => {
    const company = shareCompany({ platform });

    it("their delegate is asked, sees it and decides for them", async () => {
      const before = await company.claim("rep", "31 taxi before");
      const form = opened((await company.as("head").command("/approvals away")).modal);
      await form.fill({ "Who decides for you": "Victoria" });
      expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
      await company.settled();
      expect(cardOf(company.as("marketingManager"), before).buttons).toContain("Approve");

      const during = await company.claim("rep", "32 taxi during");
      const delegate = company.as("marketingManager");
      const list = (await delegate.command("/approvals")).text;
      expect(list).toContain(during);
      expect(list).toContain("for Grace Chen, who is away");
      expect((await delegate.command(`/expense show ${during}`)).text).toContain("taxi during");
      await company.approve(during, "marketingManager");
      for (const post of ["rep", "head", "marketingManager", "finance"] as const)
        expect(cardOf(company.as(post), during).text).toContain("approved by Victoria Zhou for Grace Chen");
    });

    it("nobody delegates to themselves, to nobody, or backwards in time", async () => {
      const form = opened((await company.as("director").command("/approvals away")).modal);
      await form.fill({ "Who decides for you": "赵国强" });
      expect(Object.keys((await form.submit()).errorsByLabel)).toEqual(["Who decides for you"]);
      await form.fill({ "Who decides for you": "马建华", "Last day away": dayFromToday(-3) });
      expect(Object.keys((await form.submit()).errorsByLabel)).toEqual(["Last day away"]);
      await form.close();
    });

    it("they decide for themselves again once they are back", async () => {
      expect((await company.as("head").command("/approvals back")).text).toContain(
        "You are asked yourself again.",
      );
      await company.settled();
      const after = await company.claim("rep", "33 taxi after");
      expect(company.as("marketingManager").dm().find(after)).toBeUndefined();
      expect((await company.as("marketingManager").command(`/expense show ${after}`)).text).toContain(
        "There is no",
      );
      await company.approve(after, "head");
    });
  });

  describe("a step that everybody asked must approve", () => {
    const company = shareCompany({
      platform,
      policy: (yaml) =>
        yaml.replace(
          "steps: [{ approver: department_head }, { approver: finance }]",
          "steps: [{ approver: finance, rule: all }]",
        ),
    });

    it("stays open until the last of them has, and names those awaited", async () => {
      const reference = await company.claim("rep", "41 taxi all");
      const card = cardOf(company.as("finance"), reference);
      expect(card.text).toContain("waiting for each of 吴敏 and 钱丽");
      await company.approve(reference, "finance");
      expect(cardOf(company.as("rep"), reference).text).toContain("waiting for each of 钱丽");
      expect(card.buttons).not.toContain("Approve");
      await company.approve(reference, "otherFinance");
      expect(cardOf(company.as("rep"), reference).text).toContain("Your expense is approved");
    });

    it("ends with the first who rejects", async () => {
      const reference = await company.claim("rep", "42 taxi all");
      await cardOf(company.as("otherFinance"), reference).click("Reject");
      const form = opened(company.as("otherFinance").modal());
      await form.fill({ "Why?": "No." });
      await form.submit();
      await company.settled();
      expect(cardOf(company.as("finance"), reference).buttons).not.toContain("Approve");
      expect(cardOf(company.as("rep"), reference).text).toContain("Your expense was rejected.");
    });
  });
});
