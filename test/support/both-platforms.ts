import { textsFor } from "../../src/i18n/choose-texts";
import type { Texts } from "../../src/i18n/texts";
import { loadPolicy } from "../../src/policy/load-policy";
import type { Policy } from "../../src/policy/policy";
import type { ChatMessage, Colleague } from "./colleague";
import { type CompanyOptions, type Post, type RunningCompany, startCompany } from "./company";
import { cardOf } from "./flows";

/** A company that is in Slack and in Teams, each of its people with an account in both. */
export interface CompanyOnBoth {
  readonly running: RunningCompany;
  readonly texts: Texts;
  readonly policy: Policy;
  inSlack(post: Post): Colleague;
  inTeams(post: Post): Colleague;
  settled(withinMs?: number): Promise<void>;
  /** Files a claim by one line, said at this client, and gives its reference once everybody has been told. */
  claim(filer: Colleague, line: string): Promise<string>;
  /** Everything that stands about a record in somebody's direct conversations, by where. Throws where one has nothing. */
  copies(post: Post, reference: string): { slack: ChatMessage[]; teams: ChatMessage[] };
}

/**
 * One company for all tests of a block. After each test nothing waits in the queue and neither platform has found fault with
 * what the bot sent.
 */
export function shareCompanyOnBoth(options: Omit<CompanyOptions, "platforms"> = {}): CompanyOnBoth {
  let company: RunningCompany | undefined;
  const running = (): RunningCompany => {
    if (!company) throw new Error("the company has not started");
    return company;
  };
  beforeAll(async () => {
    company = await startCompany({ ...options, platforms: "both" });
    await company.everybodyArrives();
    await company.settled();
  }, 60_000);
  afterEach(async () => {
    await running().settled(30_000);
    expect(running().sandbox.workspace.problems).toEqual([]);
    expect(running().teams.problems).toEqual([]);
  }, 60_000);
  afterAll(() => company?.stop());

  const inSlack = (post: Post): Colleague => running().as(post);
  const inTeams = (post: Post): Colleague => running().inTeams(post);
  return {
    get running() {
      return running();
    },
    texts: textsFor(options.locale ?? "en"),
    policy: loadPolicy(null),
    inSlack,
    inTeams,
    settled: (withinMs = 30_000) => running().settled(withinMs),
    async claim(filer, line) {
      const [, purpose = line] = /^\S+ (.*)$/.exec(line) ?? [];
      await filer.command(`/expense new ${line}`);
      await running().settled(30_000);
      const [reference = ""] = /EXP-\d+/.exec(cardOf(filer, purpose).text) ?? [];
      return reference;
    },
    copies(post, reference) {
      const about = (colleague: Colleague) => {
        const found = colleague
          .dm()
          .messages.filter((each) => !each.isEphemeral && each.text.includes(reference));
        if (found.length === 0) throw new Error(`${colleague.member.name} has nothing of ${reference}`);
        return found;
      };
      return { slack: about(inSlack(post)), teams: about(inTeams(post)) };
    },
  };
}
