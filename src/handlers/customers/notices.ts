import { type Customer, loadCustomer } from "../../domain/customers/customer";
import type { Card } from "../../ui/card";
import { type Context, type DrumbeatNotice, forChannel } from "../context";
import { customerCard, customerSummary } from "./cards";

/** Told to the owner where somebody else logged the customer for them. */
const logged: DrumbeatNotice = {
  name: "customer.logged",
  people: async ({ db }, id) => {
    const customer = await loadCustomer(db, id);
    return customer?.ownerId && customer.ownerId !== customer.creatorId ? [customer.ownerId] : [];
  },
  card: (context, id) => drawn(context, id, personal),
};

const personal = ({ texts, actor }: Context, { creator, ownerId }: Customer): string =>
  ownerId === actor.id
    ? texts.customers.notices.loggedForYou(creator.name)
    : texts.customers.notices.logged(creator.name);

/** Told to whoever became a customer's owner by somebody's edit. */
const handedOver: DrumbeatNotice = {
  name: "customer.handed-over",
  people: async ({ db }, id) => {
    const customer = await loadCustomer(db, id);
    return customer?.ownerId ? [customer.ownerId] : [];
  },
  card: (context, id) =>
    drawn(context, id, ({ texts, actor }, { ownerId }) =>
      ownerId === actor.id ? texts.customers.notices.handedOver : null,
    ),
};

async function drawn(
  context: Context,
  id: number,
  say: (context: Context, customer: Customer) => string | null,
): Promise<Card | null> {
  const customer = await loadCustomer(context.db, id);
  if (!customer) return null;
  const said = say(context, customer);
  // Nobody in particular reads a channel: it gets what everybody there may know.
  if (forChannel(context)) return customerSummary(context, customer, said);
  return customerCard(context, customer, said ? [said] : []);
}

export const notices: readonly DrumbeatNotice[] = [logged, handedOver];
