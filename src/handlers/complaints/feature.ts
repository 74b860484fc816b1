import { showComplaint } from "../../domain/complaints/show-complaint";
import { nameCustomers } from "../../domain/customers/find-customers";
import { replaceCard, reply } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { customerOption } from "../customers/look-up";
import { requireId } from "../require-reference";
import { complaintCard } from "./cards";
import { openAssign, openResolve, submitAssign, submitResolve } from "./change";
import { complaintCommand } from "./command";
import { customerSearch } from "./forms";
import { complaintList } from "./list";
import { notices } from "./notices";
import { complaintFromMessage, newComplaint, newComplaintForCustomer, submitComplaint } from "./record";

/** Complaints in chat (policy 5.4.1). */
export const complaints: DrumbeatFeature = {
  name: "complaints",
  commands: [complaintCommand],
  actions: {
    "complaint.new": (context) => newComplaint(context, ""),
    "complaint.new-for-customer": newComplaintForCustomer,
    "complaint.show": async (context, id) =>
      reply(complaintCard(context, await showComplaint(context, requireId(id)))),
    "complaint.assign": (context, id) => openAssign(context, requireId(id)),
    "complaint.resolve": (context, id) => openResolve(context, requireId(id)),
    /** The id is whose, which, and the page: "mine:open:2". */
    "complaint.list": async (context, id) => {
      const [whose, state, page = ""] = id.split(":");
      const choice = {
        whose: whose === "all" ? "all" : "mine",
        state: state === "all" ? "all" : "open",
      } as const;
      return replaceCard(await complaintList(context, choice, requireId(page)));
    },
  },
  forms: {
    "complaint.new": submitComplaint,
    "complaint.assign": submitAssign,
    "complaint.resolve": submitResolve,
  },
  searches: {
    [customerSearch]: async (context, query) => (await nameCustomers(context, query)).map(customerOption),
  },
  messageShortcuts: [
    { name: "complaint-from-message", title: "Record a complaint", run: complaintFromMessage },
  ],
  notices,
};
