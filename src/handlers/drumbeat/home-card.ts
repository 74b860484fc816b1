import { approvalsWaitingFor } from "../../domain/approvals/list-waiting";
import { referenceOf } from "../../domain/references";
import { button, buttons, type Card, type CardElement, divider, row } from "../../ui/card";
import { waitingElements } from "../approvals/waiting-card";
import type { Context } from "../context";
import { atHead, statusText } from "../explain-problem";
import { menuAction } from "../run-command";
import { dueToday } from "../touches/due";
import { startButtons } from "./start-buttons";

const mostWaiting = 8;
const mostOpen = 5;

/** The bot's home page: what waits for the reader, whom they follow up today, what they wait for, and the forms. */
export async function homeCard(context: Context): Promise<Card> {
  const { texts, actor, db, now } = context;
  const words = texts.drumbeat.home;
  const [waiting, due, mine] = await Promise.all([
    approvalsWaitingFor(db, actor.id, now),
    dueToday(context),
    openItems(context),
  ]);
  return {
    title: words.title,
    elements: [
      ...startButtons(context),
      heading(words.waiting(waiting.length)),
      ...(waiting.length ? await waitingElements(context, waiting, "home.approve", mostWaiting) : []),
      ...(waiting.length > mostWaiting ? [buttons(button("approval.list", "", words.all))] : []),
      ...due,
      divider,
      heading(mine.length ? words.mine : words.mineEmpty),
      ...mine,
      buttons(
        button(menuAction, "expense list", texts.expenses.list.mine),
        button(menuAction, "project list", texts.projects.list.mine),
        button(menuAction, "customer list", texts.customers.list.mine),
        button(menuAction, "complaint list", texts.complaints.verbs.list.label),
      ),
    ],
  };
}

/** A line that stands out. */
const heading = (said: string): CardElement => row({ text: said });

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
  const line = (
    reference: string,
    what: string,
    { id, status, about }: { id: number; status: string; about: string },
    show: string,
  ) =>
    row({
      text: `${reference} · ${what}`,
      detail: `${atHead(statusText(texts, status))} · ${about.length > 60 ? `${about.slice(0, 59)}…` : about}`,
      button: button(show, id, texts.shared.open),
    });
  return [
    ...claims.map((claim) =>
      line(
        referenceOf("expense", claim.id),
        reader.money(claim.amountMinor, claim.currency),
        { ...claim, about: claim.purpose },
        "expense.show",
      ),
    ),
    ...projects.map((project) =>
      line(
        referenceOf("project", project.id),
        reader.money(project.budgetMinor, project.currency),
        { ...project, about: project.title },
        "project.show",
      ),
    ),
    ...complaints.map((complaint) =>
      line(
        referenceOf("complaint", complaint.id),
        `${complaint.severity} ${complaint.customer.name}`,
        { ...complaint, about: complaint.description },
        "complaint.show",
      ),
    ),
  ];
}
