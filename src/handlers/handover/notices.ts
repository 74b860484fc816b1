import { lastHandover, receivedCustomers } from "../../domain/handover/received";
import { referenceOf } from "../../domain/references";
import { button, buttons, row, context as smallPrint } from "../../ui/card";
import { type DrumbeatNotice, forChannel } from "../context";
import { menuAction } from "../run-command";
import { ownedFacts } from "./hand-over";

/** A list shows no more. */
const most = 20;

/** Told once to each who got something of a leaver's; the subject is the leaver. */
const received: DrumbeatNotice = {
  name: "handover.received",
  people: async ({ db }, fromId) => {
    const last = await lastHandover(db, fromId);
    return (last?.receivers ?? []).flatMap(({ ownerId }) => ownerId ?? []);
  },
  card: async (context, fromId) => {
    const { db, actor, texts } = context;
    const last = await lastHandover(db, fromId);
    const mine = last?.receivers.find(({ ownerId }) => ownerId === actor.id);
    if (!last || !mine || forChannel(context)) return null;
    const from = await db.person.findUniqueOrThrow({ where: { id: fromId }, select: { name: true } });
    const customers = await receivedCustomers(db, actor.id, last.at, most);
    return {
      title: texts.handover.received(from.name),
      elements: [
        ownedFacts(context, { ...mine, followUps: 0 }),
        ...customers.map(({ id, name }) =>
          row({
            text: texts.customers.card.title(name, referenceOf("customer", id)),
            button: button("customer.show", id, texts.shared.open),
          }),
        ),
        ...(mine.customers > customers.length
          ? [
              smallPrint(texts.shared.more(mine.customers - customers.length)),
              buttons(button(menuAction, "customer list", texts.customers.list.mine)),
            ]
          : []),
      ],
    };
  },
};

export const notices: readonly DrumbeatNotice[] = [received];
