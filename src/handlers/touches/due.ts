import { requireFollowUp } from "../../domain/follow-ups/follow-up";
import {
  daysAhead,
  type FollowUpLine,
  type FollowUpPage,
  listFollowUps,
  mostCounted,
} from "../../domain/follow-ups/list-follow-ups";
import { requireMovable, rescheduleFollowUp, snoozeFollowUp } from "../../domain/follow-ups/move-follow-up";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import {
  type Button,
  button,
  buttons,
  type Card,
  type CardElement,
  row,
  context as smallPrint,
  text,
} from "../../ui/card";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, replaceCard, reply } from "../../ui/outcome";
import { formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireDay } from "../read-day";
import { requireId } from "../require-reference";
import { menuAction } from "../run-command";
import { followUpCard } from "./cards";
import { daysUntil, whenDue } from "./follow-up-words";
import { rescheduleForm } from "./forms";

/** Open follow-ups: the overdue first, then today's, then those of the week to come. */
export async function dueCard(
  context: Context,
  whose: "mine" | "all",
  page = 1,
  told: readonly string[] = [],
): Promise<Card> {
  const { list } = context.texts.touches;
  const found = await listFollowUps(context, { whose, page });
  const { overdue, today, coming, followUps } = found;
  const total = overdue + today + coming;
  const uncounted =
    whose === "all" && (total > mostCounted || [overdue, today, coming].includes(mostCounted));
  return {
    title: whose === "mine" ? list.mine : list.all,
    ...(overdue > 0 ? { status: { tone: "bad", text: list.overdue(said(whose, overdue)) } as const } : {}),
    elements: [
      ...told.map(text),
      ...(total === 0 ? [text(list.empty(daysAhead))] : grouped(context, found, whose)),
      ...(total > 0
        ? [
            smallPrint(
              [
                uncounted
                  ? context.texts.shared.showingOfMore(followUps.length, mostCounted)
                  : context.texts.shared.showing(followUps.length, total),
                ...(found.pages > 1 ? [list.page(found.page, found.pages)] : []),
              ].join(" · "),
            ),
          ]
        : []),
      buttons(...turning(context, whose, found)),
    ],
  };
}

/** A number of them; where no more were counted, "1000+". */
const said = (whose: "mine" | "all", count: number): string =>
  whose === "all" && count >= mostCounted ? `${mostCounted}+` : String(count);

function grouped(
  context: Context,
  { followUps, today, coming }: FollowUpPage,
  whose: "mine" | "all",
): CardElement[] {
  const { list } = context.texts.touches;
  const of = (keep: (days: number) => boolean) =>
    followUps.filter(({ dueOn }) => keep(daysUntil(context, dueOn)));
  const groups = [
    // The card's status says how many are overdue.
    { heading: null, lines: of((days) => days < 0) },
    { heading: list.today(said(whose, today)), lines: of((days) => days === 0) },
    { heading: list.coming(said(whose, coming), daysAhead), lines: of((days) => days > 0) },
  ];
  return groups.flatMap(({ heading, lines }) =>
    lines.length
      ? [...(heading ? [text(heading)] : []), ...lines.map((line) => followUpRow(context, line, whose))]
      : [],
  );
}

export function followUpRow(context: Context, line: FollowUpLine, whose: "mine" | "all"): CardElement {
  const { texts, reader } = context;
  return row({
    text: texts.customers.card.title(line.customerName, referenceOf("customer", line.customerId)),
    detail: [
      whenDue(context, line.dueOn),
      reader.weekdayAndDay(line.dueOn),
      ...(line.step ? [line.step] : []),
      ...(whose === "all" && line.ownerName ? [line.ownerName] : []),
    ].join(" · "),
    button: button("follow-up.show", line.id, texts.touches.card.followUp),
  });
}

function turning(context: Context, whose: "mine" | "all", { page, pages }: FollowUpPage): Button[] {
  const { texts, policy, actor } = context;
  const { list, verbs } = texts.touches;
  const turn = (to: number, label: string): Button => button("touch.due", `${whose}:${to}`, label);
  return [
    ...(page > 1 ? [turn(page - 1, list.previous)] : []),
    ...(page < pages ? [turn(page + 1, list.next)] : []),
    ...(whose === "all" ? [button("touch.due", "mine:1", list.showMine)] : []),
    ...(whose === "mine" && may(policy, actor, "customer.edit_any")
      ? [button("touch.due", "all:1", list.showAll)]
      : []),
    button("touch.new", "form", verbs.new.label, { opens: "form" }),
  ];
}

/** As many as a home page shows of them. */
const mostOnHome = 5;

/** On the home page: whom the reader follows up today, the longest overdue first; nothing where there is nobody. */
export async function dueToday(context: Context): Promise<CardElement[]> {
  const { list } = context.texts.touches;
  const { followUps, overdue, today } = await listFollowUps(context, {
    whose: "mine",
    page: 1,
    days: 0,
    perPage: mostOnHome,
  });
  if (followUps.length === 0) return [];
  return [
    row({ text: list.dueToday(overdue + today), button: button(menuAction, "touch due", list.seeAll) }),
    ...followUps.map((line) => followUpRow(context, line, "mine")),
  ];
}

export async function showFollowUp(context: Context, id: string): Promise<Outcome> {
  return reply(await followUpCard(context, await requireFollowUp(context, requireId(id))));
}

/** The id is the follow-up's and the days to put it off by: "12:3". */
export async function snooze(context: Context, id: string): Promise<Outcome> {
  const [followUpId = "", days = ""] = id.split(":");
  const moved = await snoozeFollowUp(context, requireId(followUpId), Math.min(requireId(days), 366));
  return replaceCard(await followUpCard(context, moved, movedTo(context, moved.dueOn)));
}

/** Opens the form only for somebody whose submission would be taken. */
export async function openReschedule(context: Context, id: string): Promise<Outcome> {
  const { customer } = await requireMovable(context, requireId(id));
  const about = context.texts.customers.card.title(customer.name, referenceOf("customer", customer.id));
  return openForm(formView(rescheduleForm(context), { state: id, intro: [about] }));
}

export async function submitReschedule(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const read = readForm(rescheduleForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const day = requireDay(context, read.values.nextOn, "nextOn");
  const moved = await rescheduleFollowUp(context, requireId(state), day);
  return reply(await followUpCard(context, moved, movedTo(context, moved.dueOn)));
}

const movedTo = ({ texts, reader }: Context, dueOn: Date): string[] => [
  texts.touches.card.moved(reader.weekdayAndDay(dueOn)),
];
