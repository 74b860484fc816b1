import { storedDay } from "../../domain/calendar/working-days";
import { may } from "../../domain/people/permissions";
import { dueOfCustomer } from "../../domain/pool/due-of-customer";
import { coolingDown } from "../../domain/pool/pool-limits";
import { button, text } from "../../ui/card";
import type { DrawCustomerPart } from "../customers/part";

const nothing = { elements: [], buttons: [] };

/** Of one's own customer when it returns to the pool, once that is soon; of one in the pool how to get it out. */
export const poolPart: DrawCustomerPart = async (context, customer) => {
  const { texts, reader, policy, actor } = context;
  const { card } = texts.pool;
  const { id, ownerId, poolSince } = customer;
  if (poolSince !== null) {
    const until = (await coolingDown(context.db, context, [id], actor.id)).get(id);
    return {
      elements: [
        text(card.since(reader.moment(poolSince))),
        ...(until ? [text(card.coolingDown(reader.moment(until.toJSDate())))] : []),
      ],
      buttons: [
        ...(may(policy, actor, "pool.claim") && !until
          ? [button("pool.claim", id, card.claim, { style: "primary" })]
          : []),
        ...(may(policy, actor, "pool.assign")
          ? [button("pool.assign", id, card.assign, { opens: "form" })]
          : []),
      ],
    };
  }
  if (ownerId !== actor.id) return nothing;
  const due = await dueOfCustomer(context.db, context, customer);
  if (!due) return nothing;
  return {
    elements: [text(card.returns[due.reason](reader.day(storedDay(due.day))))],
    buttons: [button("pool.give-up", id, card.giveUp, { opens: "form" })],
  };
};
