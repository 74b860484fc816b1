import { type Customer, loadCustomer } from "../../domain/customers/customer";
import type { Policy } from "../../policy/policy";
import type { Card } from "../../ui/card";
import type { Context, DrumbeatNotice } from "../context";
import { customerCard, customerSummary } from "./cards";

/** The policy's channels that hear of a notice, by key. */
export const channelsFor = (policy: Policy, notice: string): string[] =>
  Object.entries(policy.channels).flatMap(([key, { notices }]) => (notices.includes(notice) ? [key] : []));

/** Told to the policy's channels, and to the owner where somebody else logged the customer for them. */
const logged: DrumbeatNotice = {
  name: "customer.logged",
  audience: async (context, id) => {
    const customer = await loadCustomer(context.db, id);
    const forAnother =
      customer && customer.ownerId !== null && customer.ownerId !== customer.creatorId
        ? [customer.ownerId]
        : [];
    return { people: forAnother, channels: channelsFor(context.policy, logged.name) };
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
  audience: async (context, id) => {
    const customer = await loadCustomer(context.db, id);
    return { people: customer?.ownerId ? [customer.ownerId] : [], channels: [] };
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
  if (context.actor.id === 0)
    return customerSummary(context, customer, context.texts.customers.notices.logged(customer.creator.name));
  return customerCard(context, customer, said ? [said] : []);
}

export const notices: readonly DrumbeatNotice[] = [logged, handedOver];
