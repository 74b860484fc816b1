import { budgetLine } from "../../domain/expenses/budget-line";
import { type Claim, loadClaim } from "../../domain/expenses/load-claim";
import { mayPay } from "../../domain/expenses/pay-claim";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import {
  type Button,
  button,
  buttons,
  type Card,
  type CardElement,
  facts,
  type Tone,
  text,
} from "../../ui/card";
import { approvalParts } from "../approvals/approval-elements";
import { editButtons, newsCard, withdrawButtons } from "../approvals/requester-parts";
import { type Context, forChannel } from "../context";
import { atHead, statusText } from "../explain-problem";

export const claimTones = {
  pending: "waiting",
  returned: "waiting",
  approved: "good",
  paid: "good",
  rejected: "bad",
  withdrawn: "neutral",
} as const satisfies Record<Claim["status"], Tone>;

/** A claim as this reader sees it now: its facts, its approval, and what they may do. */
export async function claimCard(context: Context, claim: Claim, lead?: string): Promise<Card> {
  const { texts, reader, policy } = context;
  const words = texts.expenses.card;
  const department = policy.departments[claim.department];
  const category = policy.expenses.categories[claim.category]?.name;
  const approval = await approvalParts(context, { kind: "expense", id: claim.id });
  const actions = [...approval.decisions, ...claimButtons(context, claim)];
  return {
    ...claimHead(context, claim),
    elements: [
      ...(lead ? [text(lead)] : []),
      ...approval.reasons,
      text(claim.purpose),
      facts([
        [
          words.claimant,
          `${claim.claimant.name} · ${department ? reader.name(department) : claim.department}`,
        ],
        [words.category, category ? reader.name(category) : claim.category],
        [words.spentOn, reader.day(claim.spentOn)],
        [words.customer, claim.customer?.name],
        [
          words.project,
          claim.project && `${referenceOf("project", claim.project.id)} ${claim.project.title}`,
        ],
        [words.invoice, claim.invoiceNumber],
        [words.receipts, claim.receipts.length ? words.receiptCount(claim.receipts.length) : null],
        [words.paidAt, claim.paidAt && reader.moment(claim.paidAt)],
      ]),
      ...(await budgetElements(context, claim, approval.decisions.length > 0)),
      ...approval.steps,
      ...(actions.length ? [buttons(...actions)] : []),
    ],
  };
}

/** What its claimant is told anew of a claim. */
export function claimNewsCard(context: Context, claim: Claim, lead?: string): Promise<Card> {
  return newsCard(
    context,
    { kind: "expense", id: claim.id },
    {
      head: claimHead(context, claim),
      lead,
      what: [text(claim.purpose)],
      status: claim.status,
      words: context.texts.expenses.card,
    },
  );
}

function claimHead({ texts, reader }: Context, claim: Claim): Pick<Card, "title" | "status"> {
  const { title } = texts.expenses.card;
  return {
    title: title(referenceOf("expense", claim.id), reader.money(claim.amountMinor, claim.currency)),
    status: { tone: claimTones[claim.status], text: atHead(statusText(texts, claim.status)) },
  };
}

/** For those who decide on money, who stands in for one of them too, not for the claimant: what is spent, reserved, asked for now, and left (policy 7.2.2). */
async function budgetElements(context: Context, claim: Claim, asked: boolean): Promise<CardElement[]> {
  const { actor, reader, policy, texts } = context;
  const decides = asked || actor.headOf.includes(claim.department) || may(policy, actor, "expense.view_any");
  if (!decides || (claim.status !== "pending" && claim.status !== "approved")) return [];
  const words = texts.expenses.card;
  const line = await budgetLine(context, claim);
  if (!line) return [facts([[words.budget(claim.spentOn.getUTCFullYear()), words.noBudget]])];
  const money = (minor: bigint) => reader.money(minor, claim.currency);
  return [
    facts([
      [
        words.budget(line.year),
        words.budgetLine(money(line.spent), money(line.reserved), money(line.thisClaim), money(line.left)),
      ],
    ]),
    ...(line.left < 0n ? [text(words.overBudget(money(-line.left)))] : []),
  ];
}

function claimButtons(context: Context, claim: Claim): Button[] {
  const { actor, texts, reader } = context;
  const words = texts.expenses.card;
  const subject = { kind: "expense", id: claim.id } as const;
  const mine = claim.claimant.id === actor.id;
  return [
    ...(mine ? editButtons(subject, claim.status, words) : []),
    ...(mayPay(context, claim)
      ? [
          button("expense.pay", claim.id, words.pay, {
            style: "primary",
            confirm: {
              title: words.payTitle,
              text: words.payText(reader.money(claim.amountMinor, claim.currency), claim.claimant.name),
              ok: words.pay,
              cancel: texts.shared.cancel,
            },
          }),
        ]
      : []),
    // A channel reads with no person behind it, and has no direct conversation to send receipts to.
    ...(claim.receipts.length && !forChannel(context)
      ? [button("expense.receipts", claim.id, words.viewReceipts)]
      : []),
    ...(mine ? withdrawButtons(context, subject, claim.status, words) : []),
  ];
}

export async function claimCardById(context: Context, id: number): Promise<Card | null> {
  const claim = await loadClaim(context.db, id);
  return claim && claimCard(context, claim);
}

/** A claim as a line of somebody's list. */
export async function claimLine(
  { db, policy, reader }: Context,
  id: number,
): Promise<{ text: string; detail: string } | null> {
  const claim = await db.expenseClaim.findUnique({ where: { id } });
  if (!claim) return null;
  const category = policy.expenses.categories[claim.category]?.name;
  return {
    text: [
      referenceOf("expense", id),
      reader.money(claim.amountMinor, claim.currency),
      category ? reader.name(category) : claim.category,
    ].join(" · "),
    detail: claim.purpose,
  };
}
