import { DateTime } from "luxon";
import type { ClaimInput } from "../../src/domain/expenses/claim";
import { submitClaim } from "../../src/domain/expenses/submit-claim";
import { rolesOf } from "../../src/domain/people/identify";
import { referenceOf } from "../../src/domain/references";
import type { Scope } from "../../src/domain/scope";
import type { Policy } from "../../src/policy/policy";
import type { ChatMessage, Colleague } from "./colleague";
import type { CompanyOptions, RunningCompany } from "./company";
import { dayFromToday } from "./flows";

interface RacingCompany {
  readonly running: RunningCompany;
  readonly policy: Policy;
  settled(withinMs?: number): Promise<void>;
}

/** A company where finance alone decides, so that two people are asked about each claim at once. */
export const racing = {
  policy: (yaml) =>
    yaml.replace(
      "steps: [{ approver: department_head }, { approver: finance }]",
      "steps: [{ approver: finance }]",
    ),
  sandbox: { timings: { quiet: 10, firstEffect: 50 }, messageRate: { perSecond: 100_000, burst: 100_000 } },
} satisfies CompanyOptions;

const financeAlone = [{ steps: [{ approver: "finance" as const, rule: "any" as const }] }];

/** What a verb is called with for somebody, in such a company. */
export async function racingScope({ running, policy }: RacingCompany, email: string): Promise<Scope> {
  const { client } = running.db;
  const person = await client.person.findUniqueOrThrow({ where: { email } });
  return {
    db: client,
    policy: { ...policy, approvals: { ...policy.approvals, expense: financeAlone } },
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    now: DateTime.now().setZone("Asia/Shanghai"),
    actor: { ...person, roles: rolesOf(person.roles) },
    via: "slack",
    origin: "race",
  };
}

export const racingClaim = (count: number, more: Partial<ClaimInput> = {}): ClaimInput => ({
  amount: "10",
  category: "travel",
  spentOn: dayFromToday(-1),
  purpose: `Taxi ${count}`,
  customerId: null,
  projectId: null,
  invoiceNumber: null,
  receipts: [],
  storedReceiptIds: [],
  ...more,
});

/** Races of that many at once, after which everybody has been told within `patience` milliseconds. */
export function racesOf(
  company: RacingCompany,
  { abreast, patience }: { abreast: number; patience: number },
) {
  return {
    /** Files so many claims of the rep, and gives their references once both of finance have been asked about each. */
    async claims(count: number): Promise<string[]> {
      const scope = await racingScope(company, "lin.xiaoyu@yunfan.example");
      const references: string[] = [];
      for (let index = 0; index < count; index += 1)
        references.push(referenceOf("expense", (await submitClaim(scope, racingClaim(index))).id));
      await company.settled(patience);
      return references;
    },

    /** Starts everything about some records at the same moment, then about the next. */
    async race(
      references: readonly string[],
      starts: (reference: string) => readonly (() => Promise<unknown>)[],
    ): Promise<void> {
      for (let from = 0; from < references.length; from += abreast) {
        const clicks = references.slice(from, from + abreast).map(starts);
        await Promise.all(clicks.flat().map((click) => click()));
      }
      await company.settled(patience);
    },
  };
}

/** The number in a claim's reference. */
export const numberOf = (reference: string): number => Number(reference.slice(4));

/** Messages about each record that have this text, looked up once for all records. */
export function about(colleague: Colleague, text: RegExp): Map<string, ChatMessage[]> {
  const found = new Map<string, ChatMessage[]>();
  for (const message of colleague.dm().messages) {
    const [reference] = /EXP-\d+/.exec(message.text) ?? [];
    if (reference && text.test(message.text))
      found.set(reference, [...(found.get(reference) ?? []), message]);
  }
  return found;
}

/** The press of a button in the newest lasting card about each record. */
export function presses(colleague: Colleague, label: string): (reference: string) => () => Promise<unknown> {
  const cards = about(colleague, /./);
  return (reference) => {
    const card = cards.get(reference)?.findLast(({ isEphemeral }) => !isEphemeral);
    if (!card) throw new Error(`${colleague.member.name} has no card of ${reference}`);
    return card.holdClick(label);
  };
}
