/** `npm run screenshot`: plays a morning in the sandbox and saves the picture that the README shows, docs/sandbox.png. */
import { resolve } from "node:path";
import { Client, desk, drawReceipt, openBrowser } from "./support/client";
import { startAsUsersDo } from "./support/started-sandbox";

async function takePicture(): Promise<void> {
  const [sandbox, browser] = await Promise.all([startAsUsersDo(), openBrowser()]);
  try {
    const daniel = await Client.open(browser, sandbox.address, "daniel.wright@yunfan.example", desk);
    await daniel.type("/expense new 86.50 taxi to Acme");
    await daniel.message("EXP-1001").waitFor();
    const grace = await Client.open(browser, sandbox.address, "grace.chen@yunfan.example", desk);
    await grace.message("EXP-1001").getByRole("button", { name: "Approve" }).click();
    await grace
      .message("EXP-1001")
      .getByText(/approved by Grace Chen/)
      .waitFor();

    await daniel.type("/expense new");
    const form = daniel.dialog("File an expense");
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
    await grace.message("EXP-1002").getByRole("button", { name: "Approve" }).waitFor();
    await grace.page.mouse.move(640, 20);
    await grace.page.screenshot({ path: resolve(__dirname, "..", "..", "docs", "sandbox.png") });
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

takePicture().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
