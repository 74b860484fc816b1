import { loadCustomer } from "../../domain/customers/customer";
import { listFollowUps } from "../../domain/follow-ups/list-follow-ups";
import { listLongOverdue } from "../../domain/follow-ups/list-long-overdue";
import { lastTouchByOthers } from "../../domain/touches/last-touch";
import { text } from "../../ui/card";
import type { DrumbeatNotice } from "../context";
import { customerCard } from "../customers/cards";
import { dueCard, followUpRow } from "./due";

/** Told to a customer's owner when somebody else logged a touch with it. */
const logged: DrumbeatNotice = {
  name: "touch.logged",
  people: async ({ db }, id) => {
    const customer = await loadCustomer(db, id);
    return customer?.ownerId ? [customer.ownerId] : [];
  },
  card: async (context, id) => {
    const customer = await loadCustomer(context.db, id);
    const touch = customer && (await lastTouchByOthers(context.db, customer));
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
    const { overdue, today } = await listFollowUps(context, { whose: "mine", page: 1, days: 0, perPage: 1 });
    if (overdue + today === 0) return null;
    return dueCard(context, "mine", 1, [context.texts.touches.notices.due(overdue + today)]);
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
