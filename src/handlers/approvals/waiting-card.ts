import { approvalsWaitingFor, type WaitingApproval } from "../../domain/approvals/list-waiting";
import {
  button,
  buttons,
  type Card,
  type CardElement,
  row,
  context as smallPrint,
  text,
} from "../../ui/card";
import type { Context } from "../context";
import { menuAction } from "../run-command";
import { subjectCards } from "./subject-cards";

/** How many requests a list shows; each takes two elements, and platforms limit how many a message has. */
const most = 15;

/** What waits for the actor's decision, each with one click to approve. `said` stands first: what has just happened. */
export async function waitingCard(context: Context, said?: string): Promise<Card> {
  const { list } = context.texts.approvals;
  const waiting = await approvalsWaitingFor(context.db, context.actor.id, context.now);
  return {
    title: list.title,
    elements: [
      ...(said ? [text(said)] : []),
      ...(waiting.length
        ? [
            text(list.count(waiting.length)),
            ...(await waitingElements(context, waiting, "approval.approve-in-list", most)),
          ]
        : [text(list.empty)]),
      ...(await awayElements(context)),
    ],
  };
}

/** Who decides meanwhile, and the way back; or the way to say that one will be away. */
async function awayElements({ db, actor, now, texts, reader }: Context): Promise<CardElement[]> {
  const { verbs, away } = texts.approvals;
  const { awayUntil, delegate } = await db.person.findUniqueOrThrow({
    where: { id: actor.id },
    select: { awayUntil: true, delegate: { select: { name: true } } },
  });
  if (!awayUntil || !delegate || awayUntil < now.toJSDate())
    return [buttons(button(menuAction, "approvals away", verbs.away.label, { opens: "form" }))];
  return [
    smallPrint(away.awayUntil(delegate.name, reader.moment(awayUntil))),
    buttons(button(menuAction, "approvals back", verbs.back.label)),
  ];
}

/** `approve` is the action of the one-click button: it says which list is drawn anew afterwards. */
export async function waitingElements(
  context: Context,
  waiting: readonly WaitingApproval[],
  approve: string,
  limit: number,
): Promise<CardElement[]> {
  const { approvals, shared } = context.texts;
  const shown = waiting.slice(0, limit);
  const lines = await Promise.all(shown.map((each) => waitingLine(context, each, approve)));
  return [
    ...lines.flat(),
    ...(shown.length < waiting.length
      ? [smallPrint(approvals.list.onlyFirst(shown.length, waiting.length))]
      : []),
    ...(shown.length === 0 ? [text(shared.none)] : []),
  ];
}

async function waitingLine(
  context: Context,
  waiting: WaitingApproval,
  approve: string,
): Promise<CardElement[]> {
  const { approvals, shared } = context.texts;
  const cards = subjectCards[waiting.subject.kind];
  const line = await cards.line(context, waiting.subject.id);
  if (!line) return [];
  const since = [
    waiting.requesterName,
    approvals.list.since(context.reader.moment(waiting.since)),
    ...(waiting.onBehalfOf.length
      ? [approvals.list.onBehalfOf(context.reader.list(waiting.onBehalfOf))]
      : []),
  ].join(" · ");
  return [
    row({ text: line.text, detail: [line.detail, since].filter(Boolean).join("\n") }),
    buttons(
      button(approve, waiting.stepId, approvals.approve, { style: "primary" }),
      button(cards.show, waiting.subject.id, shared.open),
    ),
  ];
}
