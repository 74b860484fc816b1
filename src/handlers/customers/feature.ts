import { showCustomer } from "../../domain/customers/show-customer";
import { replaceCard, reply } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { requireId } from "../require-reference";
import { customerCommand } from "./command";
import {
  openAddContact,
  openEdit,
  openEditContact,
  submitContact,
  submitEdit,
  submitEditContact,
} from "./edit";
import { newCustomer, submitCustomer } from "./log";
import { customerList, searchCustomerOptions, shownCard } from "./look-up";
import { notices } from "./notices";

/** Customers in chat (policy 5.1.1). */
export const customers: DrumbeatFeature = {
  name: "customers",
  commands: [customerCommand],
  actions: {
    "customer.new": (context) => newCustomer(context, ""),
    "customer.show": async (context, id) => reply(await shownCard(context, requireId(id))),
    "customer.edit": async (context, id) => openEdit(context, await showCustomer(context, requireId(id))),
    "customer.add-contact": openAddContact,
    "customer.edit-contact": openEditContact,
    /** The id is whose list, and which page of it: "mine:2". */
    "customer.list": async (context, id) => {
      const [whose, page] = id.split(":");
      return replaceCard(
        await customerList(context, whose === "all" ? "all" : "mine", requireId(page ?? "")),
      );
    },
  },
  forms: {
    "customer.new": submitCustomer,
    "customer.edit": submitEdit,
    "customer.contact": submitContact,
    "customer.edit-contact": submitEditContact,
  },
  searches: { customer: searchCustomerOptions },
  recordSearches: [
    {
      source: "customer",
      show: "customer.show",
      title: "Customers",
      description: "Find a customer by name, contact or phone number",
    },
  ],
  notices,
};
