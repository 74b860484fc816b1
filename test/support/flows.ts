import type { Fault } from "../../sandbox";
import { textsFor } from "../../src/i18n/choose-texts";
import type { Locale, Texts } from "../../src/i18n/texts";
import { loadPolicy } from "../../src/policy/load-policy";
import type { Policy } from "../../src/policy/policy";
import type { ChatForm, ChatMessage, Colleague } from "./colleague";
import { type CompanyOptions, type Post, type RunningCompany, startCompany } from "./company";

/** What a file's flows need of the company that they share. */
export interface SharedCompany {
  readonly running: RunningCompany;
  readonly texts: Texts;
  readonly policy: Policy;
  readonly platform: Platform;
  as(post: Post): Colleague;
  /** Somebody whom the company's list does not have. */
  stranger(email: string): Colleague;
  settled(withinMs?: number): Promise<void>;
  /** The next calls that send a message, or change one, fail so. */
  failNext(what: "send" | "update", fault: Fault): void;
  /** Files a claim by one line, the amount and a purpose of its own, and gives its reference once everybody has been told. */
  claim(post: Post, line: string): Promise<string>;
  /** Opens the form of `/expense new`, filled in by the names of its fields; what is not named stays as it was opened. */
  claimForm(post: Post, filled?: ClaimFields): Promise<ChatForm>;
  /** Files a claim by form and gives its reference, once everybody has been told. Throws where the form is refused. */
  claimByForm(post: Post, filled: ClaimFields): Promise<string>;
  /**
   * What somebody is told who asked for a form that they may not have. Slack says it in a message; Teams' client waits for a
   * dialog, so it stands there, with nothing to fill in, and is closed again. Throws where a form opened.
   */
  refusal(post: Post): Promise<string>;
  /**
   * Every card of a record that stands in somebody's direct conversation for good, oldest first. Teams keeps also what only
   * answered them, as it was said; Slack forgets that.
   */
  copies(post: Post, reference: string): Promise<ChatMessage[]>;
  /**
   * What holds this text among the answers to what somebody did in a channel, as this person sees them: Slack shows them in
   * the channel to the asker alone, Teams in the asker's own conversation.
   */
  answers(post: Post, channel: string, text: string): ChatMessage[];
  /** Presses "Approve" on the card in their direct conversation, for each in turn. */
  approve(reference: string, ...posts: Post[]): Promise<void>;
}

export interface ClaimFields {
  amount?: string;
  category?: string;
  purpose?: string;
  spentOn?: string;
  invoiceNumber?: string;
  receipts?: FilePicture;
}

export interface FilePicture {
  name: string;
  mimeType: string;
  content: Buffer;
}

export type Platform = "slack" | "teams";

/** Every flow that a company plays is played on each of these. */
export const platforms: readonly { platform: Platform }[] = [{ platform: "slack" }, { platform: "teams" }];

/** How a platform reaches the bot, and in which language everybody reads: each main flow is played in all of these. */
export const ways: readonly { platform: Platform; mode: "http" | "socket"; locale: Locale }[] = [
  { platform: "slack", mode: "http", locale: "en" },
  { platform: "slack", mode: "socket", locale: "zh-Hans" },
  { platform: "slack", mode: "http", locale: "zh-Hant" },
  { platform: "teams", mode: "http", locale: "en" },
  { platform: "teams", mode: "http", locale: "zh-Hans" },
  { platform: "teams", mode: "http", locale: "zh-Hant" },
];

/**
 * One company for all tests of a block. After each test nothing waits in the queue and the platform has found no fault in
 * anything the bot sent, unless the test took those out that it had provoked.
 */
export function shareCompany({
  platform = "slack",
  ...options
}: Omit<CompanyOptions, "platforms"> & { platform?: Platform } = {}): SharedCompany {
  const { locale = "en" } = options;
  const texts = textsFor(locale);
  const policy = loadPolicy(null);
  let company: RunningCompany | undefined;
  const running = (): RunningCompany => {
    if (!company) throw new Error("the company has not started");
    return company;
  };
  beforeAll(async () => {
    company = await startCompany({ ...options, platforms: platform });
    await company.everybodyArrives();
    await company.settled();
  });
  afterEach(async () => {
    await running().settled();
    expect(running().sandbox.workspace.problems).toEqual([]);
    expect(running().sandbox.teams?.problems ?? []).toEqual([]);
  });
  afterAll(() => company?.stop());

  const as = (post: Post): Colleague => (platform === "slack" ? running().as(post) : running().inTeams(post));
  const settled = (withinMs?: number) => running().settled(withinMs);
  /** Teams' forms take no files: there a receipt is sent to the bot first, whose answer opens the form with it. */
  async function openedClaimForm(post: Post, { receipts }: ClaimFields): Promise<ChatForm> {
    if (receipts === undefined || platform === "slack")
      return opened((await as(post).command("/expense new")).modal);
    await as(post).say("", { files: [receipts] });
    await settled();
    const kept = await as(post).dm().waitForMessage(receipts.name);
    await kept.click(texts.expenses.receiptKept.file);
    return opened(as(post).modal());
  }
  const shared: SharedCompany = {
    get running() {
      return running();
    },
    texts,
    policy,
    platform,
    as,
    stranger: (email) => (platform === "slack" ? running().stranger(email) : running().teams.as(email)),
    settled,
    failNext(what, fault) {
      if (platform === "teams") return running().teams.failNext(what, fault);
      running().sandbox.failNext(what === "send" ? "chat.postMessage" : "chat.update", fault);
    },
    async claim(post, line) {
      await as(post).command(`/expense new ${line}`);
      await settled();
      const [, purpose = line] = /^\S+ (.*)$/.exec(line) ?? [];
      return referenceIn(cardOf(as(post), purpose).text, "EXP");
    },
    async claimForm(post, filled = {}) {
      const words = texts.expenses.form;
      const form = await openedClaimForm(post, filled);
      const { amount, category, purpose, spentOn, invoiceNumber, receipts } = filled;
      await form.fill({
        ...(amount === undefined ? {} : { [words.amount("CNY")]: amount }),
        ...(category === undefined ? {} : { [words.category]: categoryName(policy, category, locale) }),
        ...(spentOn === undefined ? {} : { [words.spentOn]: spentOn }),
        ...(purpose === undefined ? {} : { [words.purpose]: purpose }),
        ...(invoiceNumber === undefined ? {} : { [words.invoiceNumber]: invoiceNumber }),
        ...(receipts === undefined || platform === "teams" ? {} : { [words.receipts]: receipts }),
      });
      return form;
    },
    async claimByForm(post, filled) {
      const form = await shared.claimForm(post, filled);
      expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true, problem: undefined });
      await settled();
      const card = as(post).dm().find(texts.expenses.notices.filed);
      return referenceIn(card?.text ?? "", "EXP");
    },
    async refusal(post) {
      const dialog = as(post).modal();
      if (dialog === undefined) return as(post).dm().last()?.text ?? "";
      if (platform === "slack" || dialog.fields.length > 0) throw new Error(`a form opened: ${dialog.title}`);
      const { text } = dialog;
      await dialog.close();
      return text;
    },
    async copies(post, reference) {
      const about = ({ text }: ChatMessage) => text.includes(reference);
      if (platform === "slack")
        return as(post)
          .dm()
          .messages.filter((each) => about(each) && !each.isEphemeral);
      const sent = await running().db.client.sentMessage.findMany({ where: { platform } });
      const dm = running().inTeams(post).dm();
      const kept = sent.filter(({ conversationId }) => conversationId === dm.id);
      return dm.messages.filter((each) => about(each) && kept.some(({ messageId }) => messageId === each.id));
    },
    answers(post, channel, text) {
      const place = platform === "slack" ? as(post).channel(channel) : as(post).dm();
      const shown = place.messages.filter((each) => each.text.includes(text));
      return platform === "slack" ? shown.filter(({ isEphemeral }) => isEphemeral) : shown;
    },
    async approve(reference, ...posts) {
      for (const post of posts) {
        await cardOf(as(post), reference).click(texts.approvals.approve);
        await settled();
      }
    },
  };
  return shared;
}

/** A catalogue's words as they stand in a card, where the first letter may be a capital. */
export const said = (words: string): RegExp => new RegExp(words.replace(/[$()*+.?[\\\]^{|}-]/g, "\\$&"), "i");

/** A form that must have opened. */
export function opened(form: ChatForm | undefined): ChatForm {
  if (!form) throw new Error("no form opened");
  return form;
}

/** The newest message about a record in somebody's direct conversation. Throws where there is none. */
export function cardOf(colleague: Colleague, reference: string) {
  const message = colleague
    .dm()
    .messages.findLast((each) => each.text.includes(reference) && !each.isEphemeral);
  if (!message) throw new Error(`${colleague.member.name} has no card of ${reference}`);
  return message;
}

/** The first reference of a kind in a text. Throws, with the text, where there is none. */
export function referenceIn(text: string, kind: "EXP" | "PRJ" | "CUS" | "CMP" | "DEA"): string {
  const [reference] = new RegExp(`${kind}-\\d+`).exec(text) ?? [];
  if (!reference) throw new Error(`there is no ${kind} in: ${text}`);
  return reference;
}

export const categoryName = (policy: Policy, key: string, locale: Locale): string =>
  policy.expenses.categories[key]?.name[locale] ?? key;

/** A PNG by its first bytes, made different by its last. */
export const picture = (seed: string): FilePicture => ({
  name: `${seed}.png`,
  mimeType: "image/png",
  content: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(seed)]),
});

/** An ISO day so many days from today, as the demo company counts them. */
export const dayFromToday = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
