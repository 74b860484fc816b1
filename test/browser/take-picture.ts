/** `npm run screenshot`: plays a morning in the sandbox and saves the picture that the README shows, docs/sandbox.png. */
import { resolve } from "node:path";
import { Client, drawReceipt, openBrowser } from "./support/client";
import { startAsUsersDo } from "./support/started-sandbox";

/** Wide enough for both, and sharp where a README shows it smaller. */
const screen = { viewport: { width: 1400, height: 780 }, deviceScaleFactor: 1.4 };
const daniel = "daniel.wright@yunfan.example";
const grace = "grace.chen@yunfan.example";

/** Daniel files in Slack; Grace has approved one request in Teams, and is asked for the next. */
async function takePicture(): Promise<void> {
  const [sandbox, browser] = await Promise.all([startAsUsersDo(), openBrowser()]);
  try {
    const { page, slack, teams } = await Client.open(
      browser,
      sandbox.address,
      { as: daniel, teamsAs: grace },
      screen,
    );
    await slack.type("/expense new 86.50 taxi to Acme");
    await teams.message("EXP-1001").getByRole("button", { name: "Approve" }).click();
    await slack
      .message("EXP-1001")
      .getByText(/approved by Grace Chen/)
      .waitFor();

    await slack.type("/expense new");
    const form = slack.dialog("File an expense");
    await form.getByLabel("Amount (CNY)").fill("1,280.50");
    await form.getByLabel("Category").selectOption({ label: "Travel" });
    await form.getByLabel("Purpose").fill("Train to Hangzhou for the contract talk with Acme");
    await form.getByLabel("Receipts").setInputFiles({
      name: "train.png",
      mimeType: "image/png",
      buffer: await drawReceipt(browser, "Shanghai to Hangzhou<br>¥1,280.50"),
    });
    await form.getByText("train.png").waitFor();
    await form.getByRole("button", { name: "File", exact: true }).click();
    await form.waitFor({ state: "hidden" });
    await slack.message("EXP-1002").getByRole("button", { name: "Withdraw" }).waitFor();
    await teams.message("EXP-1002").getByRole("button", { name: "Approve" }).waitFor();
    await page.mouse.move(610, 20);
    await page.screenshot({ path: resolve(__dirname, "..", "..", "docs", "sandbox.png") });
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

takePicture().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
