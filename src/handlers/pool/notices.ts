import { loadCustomer } from "../../domain/customers/customer";
import { may } from "../../domain/people/permissions";
import { dueCustomersOf } from "../../domain/pool/due-customers";
import { whoLost } from "../../domain/pool/give-up-customer";
import type { PoolReason } from "../../domain/pool/pool-clock";
import { returnedCustomers } from "../../domain/pool/returned-customers";
import { whoMayAssign } from "../../domain/pool/who-may-assign";
import { referenceOf } from "../../domain/references";
import { type Button, button, buttons, type Card, row, context as smallPrint, text } from "../../ui/card";
import { type Context, type DrumbeatNotice, forChannel } from "../context";
import { customerCard, customerSummary } from "../customers/cards";
import { menuAction } from "../run-command";

/** A list shows no more. */
const most = 20;

/** Told to an owner, of all of theirs that go back to the pool soon. */
const warned: DrumbeatNotice = {
  name: "pool.warned",
  people: async (_, personId) => [personId],
  card: async (context, personId) => {
    const { texts, reader } = context;
    const { notices, list } = texts.pool;
    const { customers, total } = await dueCustomersOf(context.db, context, personId, most);
    if (total === 0) return null;
    if (forChannel(context))
      return counted(context, notices.warnedOf(await nameOf(context, personId), total));
    return {
      title: notices.warned(total),
      elements: [
        text(notices.warnedWhy),
        ...customers.map(({ id, name, dueOn, reason }) =>
          row({
            text: texts.customers.card.title(name, referenceOf("customer", id)),
            detail: list.due[reason](reader.day(dueOn)),
            button: saves(context, id, reason),
          }),
        ),
        ...rest(context, total - customers.length),
      ],
    };
  },
};

/** What keeps a customer out of the pool. */
function saves({ texts, policy, actor }: Context, id: number, reason: PoolReason): Button {
  if (reason === "no_touch")
    return button("touch.new-for-customer", id, texts.touches.card.logTouch, { opens: "form" });
  return may(policy, actor, "deal.create")
    ? button("deal.new-for-customer", id, texts.deals.part.create, { opens: "form" })
    : button("customer.show", id, texts.shared.open);
}

/** Told to whoever lost customers to the pool. */
const returned: DrumbeatNotice = {
  name: "pool.returned",
  people: async (_, personId) => [personId],
  card: async (context, personId) => {
    const { texts, policy } = context;
    const { notices } = texts.pool;
    const { customers, total } = await returnedCustomers(context.db, personId, most);
    if (total === 0) return null;
    if (forChannel(context))
      return counted(context, notices.returnedOf(await nameOf(context, personId), total));
    return {
      title: notices.returned(total),
      elements: [
        text(notices.returnedWhy(policy.customers.pool.cool_down_days)),
        ...customers.map(({ id, name }) =>
          row({
            text: texts.customers.card.title(name, referenceOf("customer", id)),
            button: button("customer.show", id, texts.shared.open),
          }),
        ),
        ...rest(context, total - customers.length),
      ],
    };
  },
};

/** Told to those who may find an owner for a customer that nobody could take in turn. */
const nobodyInTurn: DrumbeatNotice = {
  name: "pool.nobody-in-turn",
  people: ({ db, policy }) => whoMayAssign(db, policy),
  card: (context, id) =>
    drawn(context, id, (customer) =>
      customer.ownerId === null ? context.texts.pool.notices.nobodyInTurn(customer.creator.name) : null,
    ),
};

/** Told to the owner of a customer that somebody else put into the pool. */
const givenUp: DrumbeatNotice = {
  name: "pool.given-up",
  people: (context, id) => whoLost(context, id),
  card: (context, id) =>
    drawn(context, id, (customer) => (customer.ownerId === null ? context.texts.pool.notices.givenUp : null)),
};

async function drawn(
  context: Context,
  id: number,
  say: (customer: NonNullable<Awaited<ReturnType<typeof loadCustomer>>>) => string | null,
): Promise<Card | null> {
  const customer = await loadCustomer(context.db, id);
  if (!customer) return null;
  const said = say(customer);
  return forChannel(context)
    ? customerSummary(context, customer, said)
    : customerCard(context, customer, said ? [said] : []);
}

/** What a channel hears: how many, and where they are. */
const counted = ({ texts }: Context, said: string): Card => ({
  title: said,
  elements: [buttons(button(menuAction, "pool list", texts.pool.list.title))],
});

const rest = ({ texts }: Context, left: number) => (left > 0 ? [smallPrint(texts.shared.more(left))] : []);

async function nameOf({ db }: Context, personId: number): Promise<string> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } });
  return person.name;
}

export const notices: readonly DrumbeatNotice[] = [warned, returned, nobodyInTurn, givenUp];
