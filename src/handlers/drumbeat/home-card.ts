import { approvalsWaitingFor } from "../../domain/approvals/list-waiting";
import { referenceOf } from "../../domain/references";
import { button, buttons, type Card, type CardElement, divider, row, text } from "../../ui/card";
import { waitingElements } from "../approvals/waiting-card";
import type { Context } from "../context";
import { atHead, statusText } from "../explain-problem";

const mostWaiting = 8;
const mostOpen = 5;

/** The bot's home page: what waits for the reader, what they wait for, and the four forms. */
export async function homeCard(context: Context): Promise<Card> {
  const { texts, actor, db, now } = context;
  const words = texts.drumbeat.home;
  const [waiting, mine] = await Promise.all([approvalsWaitingFor(db, actor.id, now), openItems(context)]);
  return {
    title: words.title,
    elements: [
      text(words.start),
      buttons(
        button("expense.new", "", texts.expenses.verbs.new.label, { style: "primary" }),
        button("customer.new", "", texts.customers.verbs.new.label),
        button("project.new", "", texts.projects.verbs.request.label),
        button("complaint.new", "", texts.complaints.verbs.new.label),
      ),
      divider,
      text(words.waiting(waiting.length)),
      ...(waiting.length ? await waitingElements(context, waiting, "home.approve", mostWaiting) : []),
      ...(waiting.length > mostWaiting ? [buttons(button("approval.list", "", words.all))] : []),
      divider,
      text(mine.length ? words.mine : words.mineEmpty),
      ...mine,
    ],
  };
}

/** The reader's records that are not at their end, newest of each kind first. */
async function openItems({ db, actor, texts, reader }: Context): Promise<CardElement[]> {
  const newest = { orderBy: { id: "desc" }, take: mostOpen } as const;
  const [claims, projects, complaints] = await Promise.all([
    db.expenseClaim.findMany({
      where: { claimantId: actor.id, status: { in: ["pending", "returned", "approved"] } },
      ...newest,
    }),
    db.project.findMany({
      where: { requesterId: actor.id, status: { in: ["pending", "returned"] } },
      ...newest,
    }),
    db.complaint.findMany({
      where: { status: "open", OR: [{ reporterId: actor.id }, { ownerId: actor.id }] },
      include: { customer: { select: { name: true } } },
      ...newest,
    }),
  ]);
  const line = (reference: string, what: string, status: string, show: string, id: number) =>
    row({
      text: `${reference} · ${what}`,
      detail: atHead(statusText(texts, status)),
      button: button(show, id, texts.shared.open),
    });
  return [
    ...claims.map((claim) =>
      line(
        referenceOf("expense", claim.id),
        reader.money(claim.amountMinor, claim.currency),
        claim.status,
        "expense.show",
        claim.id,
      ),
    ),
    ...projects.map((project) =>
      line(referenceOf("project", project.id), project.title, project.status, "project.show", project.id),
    ),
    ...complaints.map((complaint) =>
      line(
        referenceOf("complaint", complaint.id),
        `${complaint.severity} ${complaint.customer.name}`,
        complaint.status,
        "complaint.show",
        complaint.id,
      ),
    ),
  ];
}
