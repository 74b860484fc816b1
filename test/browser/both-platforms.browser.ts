import type { Browser } from "playwright-core";
import { Client, desk, drawReceipt, openBrowser, phone } from "./support/client";
import { type StartedSandbox, startAsUsersDo } from "./support/started-sandbox";

const rep = "lin.xiaoyu@yunfan.example";
const head = "grace.chen@yunfan.example";

let sandbox: StartedSandbox;
let browser: Browser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startAsUsersDo(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  expect(await sandbox.stop()).toBe(0);
});

describe.each([
  {
    place: "at a desk, beside each other",
    screen: desk,
    narrow: false,
    first: "EXP-1001",
    second: "EXP-1002",
  },
  { place: "on a phone, one at a time", screen: phone, narrow: true, first: "EXP-1003", second: "EXP-1004" },
])("Slack and Teams in one page, $place", ({ screen, narrow, first, second }) => {
  const clients: Client[] = [];
  const shot = (client: Client, name: string) => client.picture(`both-${narrow ? "phone" : "desk"}-${name}`);
  const open = async (as: string, teamsAs: string) => {
    const client = await Client.open(browser, sandbox.address, { as, teamsAs }, screen);
    clients.push(client);
    return client;
  };
  const turnTo = async (client: Client, pane: "Slack" | "Teams") => {
    if (narrow) await client.turnTo(pane);
  };
  afterEach(async () => {
    const complaints = clients.flatMap((client) => client.complaints);
    await Promise.all(clients.splice(0).map((client) => client.leave()));
    expect(complaints).toEqual([]);
  });

  it("approves in Teams what was filed in Slack, and both copies say so", async () => {
    const page = await open(rep, head);
    await page.slack.type("/expense 新建 128.50 打车去贝塔科技");
    const own = page.slack.message(first);
    await own.filter({ hasText: "待审批" }).waitFor();
    if (narrow) {
      // Only the client in sight is there for a person, and the other one says that something waits there.
      expect(await page.teams.composer.isVisible()).toBe(false);
      await page.page.getByRole("button", { name: /^Teams.*[1-9]/ }).waitFor();
    } else expect(await page.teams.composer.isVisible()).toBe(true);
    await shot(page, "1-filed");

    await turnTo(page, "Teams");
    const asked = page.teams.message(first);
    await asked.getByText("打车去贝塔科技").waitFor();
    // Its box has its height, though it was drawn while it was out of sight.
    expect((await page.teams.composer.boundingBox())?.height).toBeGreaterThan(30);
    expect(await page.sidewaysOverflow()).toBe(0);
    await shot(page, "2-asked");
    await asked.getByRole("button", { name: "Approve" }).click();
    await asked.getByText(/approved by Grace Chen/).waitFor();
    await asked.getByRole("button", { name: "Approve" }).waitFor({ state: "detached" });
    await shot(page, "3-approved");

    await turnTo(page, "Slack");
    await own.getByText(/Grace Chen 已批准/).waitFor();
    expect(await page.sidewaysOverflow()).toBe(0);
    await shot(page, "4-told");
  });

  it("reads in Slack the receipt that was sent in Teams", async () => {
    const page = await open(head, rep);
    await turnTo(page, "Teams");
    const receipt = await drawReceipt(browser, `打车 ¥66.00<br>${second}`);
    await page.teams.attach("添加附件", `${second}.png`, receipt);
    await page.teams.composer.press("Enter");
    await page.teams.message(`${second}.png 已保存`).getByRole("button", { name: "用此票据报销" }).click();

    const form = page.teams.dialog("提交报销");
    await form.getByText(`${second}.png`).waitFor();
    await form.getByRole("button", { name: "提交", exact: true }).click();
    await form.getByText("请填写此项。").first().waitFor();
    for (const label of ["金额（CNY）", "费用类别", "用途"])
      await form.getByLabel(label).and(form.locator('[aria-invalid="true"]')).waitFor();
    await form.getByLabel("金额（CNY）").fill("很多");
    await form.getByLabel("费用类别").selectOption({ label: "差旅" });
    await form.getByLabel("用途").fill("去机场的出租车");
    await form.getByRole("button", { name: "提交", exact: true }).click();
    await form.getByText(/128\.50/).waitFor();
    expect(await form.getByLabel("用途").inputValue()).toBe("去机场的出租车");
    await shot(page, "5-wrong");
    await form.getByLabel("金额（CNY）").fill("66");
    await form.getByRole("button", { name: "提交", exact: true }).click();
    await form.waitFor({ state: "hidden" });
    await page.teams.message(second).filter({ hasText: "待审批" }).waitFor();
    await shot(page, "6-filed");

    await turnTo(page, "Slack");
    await page.slack.message(second).getByRole("button", { name: "View receipts" }).click();
    expect((await page.slack.pictured(`${second}.png`)).equals(receipt)).toBe(true);
    await shot(page, "7-read");
  });
});
