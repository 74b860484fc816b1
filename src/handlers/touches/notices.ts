import { loadCustomer } from "../../domain/customers/customer";
import { lastTouchByOthers } from "../../domain/touches/last-touch";
import type { DrumbeatNotice } from "../context";
import { customerCard } from "../customers/cards";

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

export const notices: readonly DrumbeatNotice[] = [logged];
