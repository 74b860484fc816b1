import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";

/** Chromium without what it would look for outside this machine. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 375, height: 812 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** Somebody of the demo company at a browser of their own, in their direct conversation with the bot. */
export class Client {
  /** What went wrong in the page itself: exceptions, refused scripts, failed requests. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (line) => {
      if (line.type() === "error") this.complaints.push(`${line.text()} ${line.location().url}`);
    });
  }

  static async open(
    browser: Browser,
    address: string,
    email: string,
    screen: BrowserContextOptions,
  ): Promise<Client> {
    const context = await browser.newContext(screen);
    context.setDefaultTimeout(15_000);
    const client = new Client(await context.newPage());
    await client.page.goto(`${address}?as=${encodeURIComponent(email)}`);
    await client.composer.waitFor();
    return client;
  }

  get composer(): Locator {
    return this.page.getByRole("main").getByRole("textbox");
  }

  /** The last message that says `text`. */
  message(text: string): Locator {
    return this.page.getByRole("log").getByRole("article").filter({ hasText: text }).last();
  }

  dialog(title: string): Locator {
    return this.page.getByRole("dialog", { name: title });
  }

  async type(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** How far the page is wider than its screen: people would have to push it about. */
  sidewaysOverflow(): Promise<number> {
    return this.page.evaluate("document.documentElement.scrollWidth - window.innerWidth").then(Number);
  }

  /** Keeps a picture, where SCREENSHOTS says that somebody wants to look. */
  async picture(name: string): Promise<void> {
    const directory = process.env.SCREENSHOTS;
    if (!directory) return;
    mkdirSync(directory, { recursive: true });
    await this.page.screenshot({ path: join(directory, `${name}.png`) });
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

/** The picture of a receipt, as a phone would have taken it. */
export async function drawReceipt(browser: Browser, words: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 320, height: 240 } });
  await page.setContent(
    `<body style="font: 24px sans-serif; background: #fffbe8; padding: 24px">${words}</body>`,
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
