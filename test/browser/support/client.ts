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

/** One of the page's two clients: Slack's or Teams'. */
export class Pane {
  constructor(private readonly root: Locator) {}

  /** The box at the foot of a conversation. */
  private get foot(): Locator {
    return this.root.locator("form.composer, form.teams-composer");
  }

  get composer(): Locator {
    return this.foot.getByRole("textbox");
  }

  /** The last message that says `text`. */
  message(text: string): Locator {
    return this.root.getByRole("log").getByRole("article").filter({ hasText: text }).last();
  }

  dialog(title: string): Locator {
    return this.root.getByRole("dialog", { name: title });
  }

  /** A question before something that cannot be taken back. */
  get question(): Locator {
    return this.root.getByRole("alertdialog");
  }

  async type(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** What a picture in the conversation shows. */
  async pictured(name: string): Promise<Buffer> {
    const picture = this.root.getByRole("log").getByRole("img", { name }).last();
    const address = new URL((await picture.getAttribute("src")) ?? "", this.root.page().url());
    const answer = await this.root.page().request.get(address.href);
    return answer.body();
  }

  /** Puts a file beside what is to be sent next. */
  async attach(label: string, name: string, picture: Buffer): Promise<void> {
    await this.foot.getByLabel(label).setInputFiles({ name, mimeType: "image/png", buffer: picture });
    await this.foot.getByText(name).waitFor();
  }
}

/** Who looks at the page, by e-mail: in Teams the same person, unless another one is named. */
export interface Viewer {
  as: string;
  teamsAs?: string;
}

/** The page in a browser of its own, open at the direct conversation with the bot. */
export class Client {
  /** What went wrong in the page itself: exceptions, refused scripts, failed requests. */
  readonly complaints: string[] = [];
  readonly slack: Pane;
  readonly teams: Pane;

  private constructor(readonly page: Page) {
    this.slack = new Pane(page.locator("[data-pane=slack]"));
    this.teams = new Pane(page.locator("[data-pane=teams]"));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (line) => {
      if (line.type() === "error") this.complaints.push(`${line.text()} ${line.location().url}`);
    });
  }

  static async open(
    browser: Browser,
    address: string,
    viewer: Viewer,
    screen: BrowserContextOptions,
  ): Promise<Client> {
    const context = await browser.newContext(screen);
    context.setDefaultTimeout(15_000);
    const client = new Client(await context.newPage());
    await client.page.goto(`${address}?${new URLSearchParams({ ...viewer }).toString()}`);
    await client.slack.composer.waitFor();
    // Whether there is a second client is known a moment later.
    await client.page.getByRole("navigation").filter({ hasText: "Teams" }).waitFor();
    return client;
  }

  /** Turns to a client, where there is room for one at a time. */
  async turnTo(pane: "Slack" | "Teams"): Promise<void> {
    await this.page.getByRole("button", { name: pane }).first().click();
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
