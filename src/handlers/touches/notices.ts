import { storedDay } from "../../domain/calendar/working-days";
import { loadCustomer } from "../../domain/customers/customer";
import { listFollowUps } from "../../domain/follow-ups/list-follow-ups";
import { listLongOverdue } from "../../domain/follow-ups/list-long-overdue";
import { lastLoggedByOthers, lastTakenBack } from "../../domain/touches/last-touch";
import { text } from "../../ui/card";
import type { DrumbeatNotice } from "../context";
import { customerCard } from "../customers/cards";
import { dueCard, followUpRow } from "./due";
import { daysUntil, touchLine } from "./follow-up-words";

/** Told to a customer's owner when somebody else logged a touch with it. */
const logged: DrumbeatNotice = {
  name: "touch.logged",
  people: async ({ db }, id) => {
    const customer = await loadCustomer(db, id);
    return customer?.ownerId ? [customer.ownerId] : [];
  },
  card: async (context, id) => {
    const customer = await loadCustomer(context.db, id);
    if (!customer) return null;
    const touch = await lastLoggedByOthers(context.db, customer);
    // What was told is corrected where it stands.
    if (!touch) return takenBack.card(context, id, "customer");
    return customerCard(context, customer, [
      context.texts.touches.notices.logged(touch.person.name),
      ...(touch.note ? [touch.note] : []),
    ]);
  },
};

/** Told to a customer's owner, and to whoever logged it, when somebody else took a touch back. */
const takenBack: DrumbeatNotice = {
  name: "touch.taken-back",
  people: async ({ db }, id) => {
    const [customer, touch] = await Promise.all([loadCustomer(db, id), lastTakenBack(db, id)]);
    const people = new Set([customer?.ownerId, touch?.personId].filter((each) => typeof each === "number"));
    return [...people].filter((each) => each !== touch?.takenBackById);
  },
  card: async (context, id) => {
    const [customer, touch] = await Promise.all([
      loadCustomer(context.db, id),
      lastTakenBack(context.db, id),
    ]);
    if (!customer || !touch) return null;
    return customerCard(context, customer, [
      context.texts.touches.notices.takenBack(touch.takenBackBy.name),
      touchLine(context, touch),
      ...(touch.note ? [touch.note] : []),
    ]);
  },
};

/** Told to an owner in the morning: whom they follow up, all in one message. */
const due: DrumbeatNotice = {
  name: "follow-ups.due",
  people: async (_context, personId) => [personId],
  card: async (context, personId) => {
    if (context.actor.id !== personId) return null;
    // The company's day decides that they are told: where it is still yesterday, what they do tomorrow counts too.
    const days = Math.max(0, daysUntil(context, storedDay(context.now)));
    const found = await listFollowUps(context, { whose: "mine", page: 1, days, perPage: 1 });
    const count = found.overdue + found.today + found.coming;
    return count === 0 ? null : dueCard(context, "mine", 1, [context.texts.touches.notices.due(count)]);
  },
};

/** Told to a department head: follow-ups of their people that are overdue too long (policy 5.3.1). */
const overdue: DrumbeatNotice = {
  name: "follow-ups.overdue",
  people: async (_context, personId) => [personId],
  card: async (context, personId) => {
    if (context.actor.id !== personId) return null;
    const { followUps, total } = await listLongOverdue(context, personId);
    if (total === 0) return null;
    return {
      title: context.texts.touches.notices.overdue(context.policy.customers.overdue_to_head_after),
      elements: [
        ...followUps.map((line) => followUpRow(context, line, "all")),
        ...(total > followUps.length ? [text(context.texts.shared.more(total - followUps.length))] : []),
      ],
    };
  },
};

export const notices: readonly DrumbeatNotice[] = [logged, takenBack, due, overdue];
