import { showComplaint } from "../../domain/complaints/show-complaint";
import { nameCustomers } from "../../domain/customers/find-customers";
import { replaceCard, reply } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { customerOption } from "../customers/look-up";
import { requireId } from "../require-reference";
import { moreCard } from "./buttons";
import { complaintCard } from "./cards";
import { openAssign, openResolve, submitAssign, submitResolve } from "./change";
import { complaintCommand } from "./command";
import { customerSearch } from "./forms";
import { complaintList } from "./list";
import { notices } from "./notices";
import { complaintFromMessage, newComplaint, newComplaintForCustomer, submitComplaint } from "./record";
import { readMonth, reportCard } from "./report";
import { timelineCard } from "./timeline";
import {
  openAnswer,
  openRespond,
  openSeverity,
  openWait,
  resume,
  submitAnswer,
  submitRespond,
  submitSeverity,
  submitWait,
} from "./work";

/** Complaints in chat (policy 5.4.1, 5.4.2, 5.4.3). */
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
    "complaint.respond": (context, id) => openRespond(context, requireId(id)),
    "complaint.wait": (context, id) => openWait(context, requireId(id)),
    "complaint.answer": (context, id) => openAnswer(context, requireId(id)),
    "complaint.resume": (context, id) => resume(context, requireId(id)),
    "complaint.severity": (context, id) => openSeverity(context, requireId(id)),
    "complaint.more": async (context, id) =>
      reply(moreCard(context, await showComplaint(context, requireId(id)))),
    /** The id is a complaint's, and the page where one of several is turned: "1001:2". */
    "complaint.timeline": async (context, id) => {
      const [number = "", page] = id.split(":");
      if (page === undefined) return reply(await timelineCard(context, requireId(number)));
      return replaceCard(await timelineCard(context, requireId(number), requireId(page)));
    },
    /** The id is a month, "2026-11". */
    "complaint.report": async (context, id) =>
      replaceCard(await reportCard(context, readMonth(context.now, id) ?? context.now)),
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
    "complaint.respond": submitRespond,
    "complaint.wait": submitWait,
    "complaint.answer": submitAnswer,
    "complaint.severity": submitSeverity,
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
