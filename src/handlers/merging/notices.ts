import { loadCustomer } from "../../domain/customers/customer";
import { lastMergeOf } from "../../domain/merging/merge";
import { type DrumbeatNotice, forChannel } from "../context";
import { customerCard } from "../customers/cards";
import { referencesOf } from "./cards";

/** Told to whoever owned a customer that somebody merged into another; the subject is the merged one. */
const merged: DrumbeatNotice = {
  name: "customer.merged",
  people: async ({ db }, id) => {
    const merge = await lastMergeOf(db, id);
    const ownerId = merge?.mergedId === id ? merge.before.merged.ownerId : null;
    return ownerId === null ? [] : [ownerId];
  },
  card: async (context, id) => {
    const customer = await loadCustomer(context.db, id);
    if (!customer || forChannel(context)) return null;
    const merge = await lastMergeOf(context.db, id);
    if (merge?.mergedId !== id) return customerCard(context, customer);
    const [kept, reference] = referencesOf(merge);
    return customerCard(context, customer, [context.texts.merging.told(reference, kept)]);
  },
};

/** Told to whoever owns it again once that is undone. */
const unmerged: DrumbeatNotice = {
  name: "customer.unmerged",
  people: async ({ db }, id) => {
    const customer = await loadCustomer(db, id);
    return customer?.ownerId ? [customer.ownerId] : [];
  },
  card: async (context, id) => {
    const customer = await loadCustomer(context.db, id);
    if (!customer || forChannel(context)) return null;
    const [, reference] = referencesOf({ keptId: id, mergedId: id });
    const said = customer.ownerId === context.actor.id ? [context.texts.merging.toldUndone(reference)] : [];
    return customerCard(context, customer, said);
  },
};

export const notices: readonly DrumbeatNotice[] = [merged, unmerged];
