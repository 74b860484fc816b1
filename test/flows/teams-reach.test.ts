import { demoWorkspace } from "../../src/demo-workspace";
import { features } from "../../src/handlers/registry";
import { shareCompanyOnBoth } from "../support/both-platforms";
import type { Colleague } from "../support/colleague";
import type { Post } from "../support/company";
import { cardOf } from "../support/flows";

const email = { head: "grace.chen@yunfan.example", admin: "admin@yunfan.example" } as const;

describe("somebody who takes the bot away in Teams", () => {
  const company = shareCompanyOnBoth();
  const { inSlack, inTeams } = company;
  const warnings = (colleague: Colleague) =>
    colleague.dm().messages.filter(({ text }) => text.includes("cannot be reached in")).length;
  const accountIn = (platform: "slack" | "teams", address: string) =>
    company.running.db.client.account.findFirstOrThrow({ where: { platform, person: { email: address } } });

  it("is reached in Slack, and everybody else in both, and an administrator is told once", async () => {
    await company.running.teams.uninstall(email.head);
    const reference = await company.claim(inSlack("rep"), "81 taxi without the head's Teams");
    expect(cardOf(inSlack("head"), reference).buttons).toContain("Approve");
    expect(inTeams("head").dm().find(reference)).toBeUndefined();
    for (const rep of [inSlack("rep"), inTeams("rep")])
      expect(cardOf(rep, reference).text).toContain("Your expense is filed.");
    expect((await accountIn("teams", email.head)).unreachableSince).not.toBeNull();
    expect((await accountIn("slack", email.head)).unreachableSince).toBeNull();

    await company.claim(inTeams("rep"), "82 taxi without the head's Teams again");
    for (const admin of [inSlack("admin"), inTeams("admin")]) {
      expect(warnings(admin)).toBe(1);
      expect(admin.dm().find("cannot be reached in")?.text).toContain(
        "Grace Chen cannot be reached in Teams",
      );
    }
    for (const other of ["rep", "finance", "director"] as const) expect(warnings(inTeams(other))).toBe(0);
  });

  it("decides in Slack meanwhile, and finance is asked in both", async () => {
    const reference = await company.claim(inTeams("rep"), "83 taxi decided meanwhile");
    await cardOf(inSlack("head"), reference).click("Approve");
    await company.settled();
    for (const finance of [inSlack("finance"), inTeams("finance")])
      expect(cardOf(finance, reference).buttons).toContain("Approve");
  });

  it("is reached again once it is installed again, and counts as reached from then on", async () => {
    await company.running.teams.install(email.head);
    await company.settled();
    expect((await accountIn("teams", email.head)).unreachableSince).toBeNull();
    const reference = await company.claim(inSlack("rep"), "84 taxi with the head's Teams");
    await cardOf(inTeams("head"), reference).click("Approve");
    await company.settled();
    expect(cardOf(inSlack("head"), reference).text).toContain("approved by Grace Chen");
    expect((await accountIn("teams", email.head)).unreachableSince).toBeNull();
  });

  it("where it is the administrator, is told in Slack, and of the next trouble in both after coming back", async () => {
    const { teams } = company.running;
    await teams.uninstall(email.admin);
    await teams.uninstall("qian.li@yunfan.example");
    const before = { slack: warnings(inSlack("admin")), teams: warnings(inTeams("admin")) };
    const approved = async (line: string) => {
      const reference = await company.claim(inSlack("rep"), line);
      await cardOf(inSlack("head"), reference).click("Approve");
      await company.settled();
    };
    await approved("87 taxi for finance");
    expect(warnings(inSlack("admin"))).toBe(before.slack + 1);
    expect(warnings(inTeams("admin"))).toBe(before.teams);
    expect((await accountIn("teams", email.admin)).unreachableSince).not.toBeNull();

    await teams.install(email.admin);
    await teams.uninstall("wu.min@yunfan.example");
    await approved("88 taxi for the rest of finance");
    expect(warnings(inTeams("admin"))).toBe(before.teams + 1);
    expect(inTeams("admin").dm().find("吴敏 cannot be reached in Teams")).toBeDefined();
  });
});

describe("a platform that is down", () => {
  const company = shareCompanyOnBoth();
  const { inSlack, inTeams } = company;
  const about = (colleague: Colleague, text: string) =>
    colleague.dm().messages.filter((each) => !each.isEphemeral && each.text.includes(text));

  /** Files where all is well, and gives what stands in each once nothing waits any more. */
  async function filedWhile(
    filer: Colleague,
    well: (post: Post) => Colleague,
    purpose: string,
  ): Promise<void> {
    await filer.command(`/expense new 85 ${purpose}`);
    for (const post of ["rep", "head"] as const) {
      const copy = await well(post).dm().waitForMessage(purpose);
      expect(copy.text).toContain(purpose);
    }
  }

  it.each([
    ["answers 500", { status: 500, times: 3 }],
    ["asks to wait", { status: 429, retryAfter: 2, times: 4 }],
    ["does not answer", { status: 503, delay: 12_000, times: 1 }],
  ])(
    "delays what is for Teams alone where it %s, and loses none of it",
    async (what, fault) => {
      const { teams } = company.running;
      const purpose = `taxi while Teams ${what}`;
      teams.failNext("send", fault);
      await filedWhile(inSlack("rep"), inSlack, purpose);
      await company.settled(60_000);
      const failed = teams.calls.filter(({ operation, status }) => operation === "send" && status >= 400);
      expect(failed.length).toBeGreaterThan(0);
      for (const post of ["rep", "head"] as const) {
        expect(about(inTeams(post), purpose)).toHaveLength(1);
        expect(about(inSlack(post), purpose)).toHaveLength(1);
      }
      const [reference = ""] = /EXP-\d+/.exec(cardOf(inTeams("head"), purpose).text) ?? [];
      await cardOf(inTeams("head"), reference).click("Approve");
      await company.settled();
      for (const rep of [inSlack("rep"), inTeams("rep")])
        expect(cardOf(rep, reference).text).toContain("approved by Grace Chen");
    },
    90_000,
  );

  it("brings Teams' copies up to date once it answers again", async () => {
    const reference = await company.claim(inSlack("rep"), "86 taxi updated late");
    company.running.teams.failNext("update", { status: 503, times: 2 });
    await cardOf(inSlack("head"), reference).click("Approve");
    await company.settled(60_000);
    for (const post of ["rep", "head"] as const)
      for (const copy of about(inTeams(post), reference)) {
        expect(copy.text).toContain("approved by Grace Chen");
        expect(copy.buttons).not.toContain("Approve");
      }
  }, 90_000);

  it.each([
    ["breaks", { status: 500, times: 4 }],
    ["asks to wait", { status: 429, error: "ratelimited", retryAfter: 2, times: 4 }],
  ])(
    "keeps nothing from Teams where Slack %s, and loses nothing of Slack's",
    async (what, fault) => {
      const purpose = `taxi while Slack ${what}`;
      company.running.sandbox.failNext("chat.postMessage", fault);
      await filedWhile(inTeams("rep"), inTeams, purpose);
      await company.settled(60_000);
      for (const post of ["rep", "head"] as const) {
        expect(about(inTeams(post), purpose)).toHaveLength(1);
        expect(about(inSlack(post), purpose)).toHaveLength(1);
      }
    },
    90_000,
  );
});

describe("a channel that is on one platform alone", () => {
  describe("in Teams", () => {
    const company = shareCompanyOnBoth({
      sandbox: {
        channels: [{ name: "general" }, { name: "sales", botIsMember: false, isPrivate: true }],
      },
    });
    it("hears what it should, and nobody is told that Slack has none", async () => {
      await company.inSlack("rep").command("/customer new Acme Trading");
      await company.settled();
      expect(company.inTeams("rep").channel("sales").find("Acme Trading")).toBeDefined();
      expect(company.inSlack("rep").channel("sales").find("Acme Trading")).toBeUndefined();
      for (const admin of [company.inSlack("admin"), company.inTeams("admin")])
        expect(admin.dm().find("There is no channel")).toBeUndefined();
    });
  });

  describe("in Slack", () => {
    const company = shareCompanyOnBoth({
      sandbox: { teams: { ...demoWorkspace(features, "en").teams, installedInTeam: false } },
    });
    it("hears what it should, and nobody is told that Teams has none", async () => {
      await company.inTeams("rep").command("/customer new Beta Works");
      await company.settled();
      expect(company.inSlack("rep").channel("sales").find("Beta Works")).toBeDefined();
      expect(company.inTeams("rep").channel("sales").find("Beta Works")).toBeUndefined();
      for (const admin of [company.inSlack("admin"), company.inTeams("admin")])
        expect(admin.dm().find("There is no channel")).toBeUndefined();
    });
  });

  describe("nowhere", () => {
    const company = shareCompanyOnBoth({ sandbox: { channels: [{ name: "general" }] } });
    it("is missed, and administrators are told once in each", async () => {
      for (const name of ["Gamma Labs", "Delta Foods"])
        await company.inTeams("rep").command(`/customer new ${name}`);
      await company.settled();
      for (const admin of [company.inSlack("admin"), company.inTeams("admin")])
        expect(
          admin.dm().messages.filter(({ text }) => text.includes("There is no channel “sales”")),
        ).toHaveLength(1);
    });
  });
});
