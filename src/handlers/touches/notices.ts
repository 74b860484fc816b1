import { storedDay } from "../../domain/calendar/working-days";
import { loadCustomer } from "../../domain/customers/customer";
import { listFollowUps } from "../../domain/follow-ups/list-follow-ups";
import { listLongOverdue } from "../../domain/follow-ups/list-long-overdue";
import { lastLoggedByOthers } from "../../domain/touches/last-touch";
import { text } from "../../ui/card";
import type { DrumbeatNotice } from "../context";
import { customerCard } from "../customers/cards";
import { dueCard, followUpRow } from "./due";
import { daysUntil } from "./follow-up-words";

/** Told to a customer's owner when somebody else logged a touch with it. */
const logged: DrumbeatNotice = {
  name: "touch.logged",
  people: async ({ db }, id) => {
    const customer = await loadCustomer(db, id);
    return customer?.ownerId ? [customer.ownerId] : [];
  },
  card: async (context, id) => {
    const customer = await loadCustomer(context.db, id);
    const touch = customer && (await lastLoggedByOthers(context.db, customer));
    if (!customer || !touch) return null;
    return customerCard(context, customer, [
      context.texts.touches.notices.logged(touch.person.name),
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

export const notices: readonly DrumbeatNotice[] = [logged, due, overdue];
