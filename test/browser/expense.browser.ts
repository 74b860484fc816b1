import type { Browser } from "playwright-core";
import { Client, desk, drawReceipt, openBrowser, phone } from "./support/client";
import { type StartedSandbox, startAsUsersDo } from "./support/started-sandbox";

const rep = "lin.xiaoyu@yunfan.example";
const head = "grace.chen@yunfan.example";
const finance = "wu.min@yunfan.example";

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
  { place: "at a desk", screen: desk, reference: "EXP-1001" },
  { place: "on a phone", screen: phone, reference: "EXP-1002" },
])("$place, an expense", ({ place, screen, reference }) => {
  const clients: Client[] = [];
  const shot = (client: Client, name: string) => client.picture(`${place.replaceAll(" ", "-")}-${name}`);
  const open = async (email: string) => {
    const client = await Client.open(browser, sandbox.address, { as: email }, screen);
    clients.push(client);
    return client;
  };
  afterEach(async () => {
    const complaints = clients.flatMap((client) => client.complaints);
    await Promise.all(clients.splice(0).map((client) => client.leave()));
    expect(complaints).toEqual([]);
  });
  it("goes from the form to its payment, and every copy of it follows", async () => {
    const lin = await open(rep);
    const grace = await open(head);

    await lin.slack.type("/expense 新建");
    const form = lin.slack.dialog("提交报销");
    await form.waitFor();
    await shot(lin, "1-form");

    // What is missing is said at its field, and only there.
    await form.getByRole("button", { name: "提交", exact: true }).click();
    await form.getByRole("alert").first().waitFor();
    expect(await form.getByRole("alert").count()).toBe(3);
    for (const label of ["金额（CNY）", "费用类别", "用途"])
      expect(await form.getByLabel(label).getAttribute("aria-invalid")).toBe("true");
    expect(await form.getByLabel("消费日期").getAttribute("aria-invalid")).toBeNull();
    await shot(lin, "2-missing");

    // What is wrong is the bot's to say; it comes back at its field, with what was typed still there.
    await form.getByLabel("金额（CNY）").fill("很多");
    await form.getByLabel("费用类别").selectOption({ label: "差旅" });
    await form.getByLabel("用途").fill("去杭州拜访贝塔科技的高铁票");
    await form.getByRole("button", { name: "提交", exact: true }).click();
    await form.getByRole("alert").filter({ hasText: "128.50" }).waitFor();
    expect(await form.getByRole("alert").count()).toBe(1);
    expect(await form.getByLabel("金额（CNY）").getAttribute("aria-invalid")).toBe("true");
    expect(await form.getByLabel("用途").inputValue()).toBe("去杭州拜访贝塔科技的高铁票");
    await shot(lin, "3-wrong");

    await form.getByLabel("金额（CNY）").fill("1,280.50");
    await form.getByLabel("票据").setInputFiles({
      name: `${reference}.png`,
      mimeType: "image/png",
      buffer: await drawReceipt(browser, `高铁票 ¥1,280.50<br>${reference}`),
    });
    await form.getByText(`${reference}.png`).waitFor();
    expect(await lin.sidewaysOverflow()).toBe(0);
    await shot(lin, "4-filled");
    await form.getByRole("button", { name: "提交", exact: true }).click();
    await form.waitFor({ state: "hidden" });
    const own = lin.slack.message(reference);
    await own.filter({ hasText: "待审批" }).waitFor();
    await shot(lin, "5-filed");

    // The head reads it in English, and approves by one press.
    const asked = grace.slack.message(reference);
    await asked.getByText("去杭州拜访贝塔科技的高铁票").waitFor();
    await shot(grace, "6-asked");
    await asked.getByRole("button", { name: "Approve" }).click();
    await asked.getByText(/approved by Grace Chen/).waitFor();
    await asked.getByRole("button", { name: "Approve" }).waitFor({ state: "detached" });
    await own.getByText(/Grace Chen 已批准/).waitFor();
    await shot(grace, "7-approved");

    // Whoever has never opened the bot is found by their e-mail, and reads it when they come.
    const wu = await open(finance);
    const last = wu.slack.message(reference);
    await last.getByRole("button", { name: "批准" }).click();
    await last.getByText(/吴敏已批准/).waitFor();
    await own.getByText(/吴敏已批准/).waitFor();
    await asked.getByText(/approved by 吴敏/).waitFor();

    await last.getByRole("button", { name: "标记为已付款" }).click();
    const confirm = wu.slack.question;
    await confirm.getByText(/1,280\.50/).waitFor();
    await shot(wu, "8-pay");
    await confirm.getByRole("button", { name: "标记为已付款" }).click();
    await own.filter({ hasText: "已付款" }).waitFor();
    await last.getByRole("button", { name: "标记为已付款" }).waitFor({ state: "detached" });
    await shot(lin, "9-paid");
    await shot(wu, "9-finance");

    for (const client of [lin, grace, wu]) expect(await client.sidewaysOverflow()).toBe(0);
  });
});
