import { id, personIds, second } from "./people";
import { changes, form, makes, opens, press, type Rules, reads, typed } from "./rules";

const assigns = ["complaint.view_any", "complaint.assign"] as const;
const resolves = ["complaint.view_any", "complaint.resolve_any"] as const;
const to = { person: String(personIds.support) };

/** Complaints: anybody records one; whose it is, or whose role it is, sees to it. */
export const rulesOfComplaints: Rules = {
  "command complaint new": [makes("complaint.record", typed("complaint", `new CUS-${id} S2 login fails`))],
  "command complaint list": [reads(typed("complaint", "list all"))],
  "command complaint show": [reads(typed("complaint", `show CMP-${id}`))],
  "command complaint respond": [changes(resolves, typed("complaint", `respond CMP-${id} we look into it`))],
  "command complaint wait": [changes(resolves, typed("complaint", `wait CMP-${id} a screenshot`))],
  "command complaint answer": [changes(resolves, typed("complaint", `answer CMP-${second} here it is`))],
  "command complaint resume": [changes(resolves, typed("complaint", `resume CMP-${second}`))],
  "command complaint severity": [
    changes(resolves, typed("complaint", `severity CMP-${id} S1 all shops are closed`)),
  ],
  "command complaint timeline": [reads(typed("complaint", `timeline CMP-${id}`))],
  "command complaint report": [reads(typed("complaint", "report"))],
  "command complaint assign": [changes(assigns, typed("complaint", `assign CMP-${id} The support`))],
  "command complaint resolve": [changes(resolves, typed("complaint", `resolve CMP-${id} restarted it`))],
  "command complaint": [reads(typed("complaint", ""), typed("complaint", `CMP-${id}`))],
  "action complaint.new": [opens("complaint.record", press("complaint.new", ""))],
  "action complaint.new-for-customer": [opens("complaint.record", press("complaint.new-for-customer"))],
  "action complaint.show": [reads(press("complaint.show"))],
  "action complaint.assign": [opens(assigns, press("complaint.assign"))],
  "action complaint.resolve": [opens(resolves, press("complaint.resolve"))],
  "action complaint.respond": [opens(resolves, press("complaint.respond"))],
  "action complaint.wait": [opens(resolves, press("complaint.wait"))],
  "action complaint.answer": [opens(resolves, press("complaint.answer", second))],
  "action complaint.resume": [changes(resolves, press("complaint.resume", second))],
  "action complaint.severity": [opens(resolves, press("complaint.severity"))],
  "action complaint.more": [reads(press("complaint.more"))],
  "action complaint.timeline": [reads(press("complaint.timeline"), press("complaint.timeline", `${id}:1`))],
  "action complaint.report": [reads(press("complaint.report", "2026-11"))],
  "action complaint.list": [reads(press("complaint.list", "all:open:1"))],
  "form complaint.new": [
    makes("complaint.record", form("owner", press("complaint.new-for-customer"), { description: "Words" })),
  ],
  "form complaint.assign": [changes(assigns, form("head", press("complaint.assign"), to))],
  "form complaint.resolve": [
    changes(resolves, form("owner", press("complaint.resolve"), { resolution: "Words" })),
  ],
  "form complaint.respond": [
    changes(resolves, form("owner", press("complaint.respond"), { response: "Words" })),
  ],
  "form complaint.wait": [changes(resolves, form("owner", press("complaint.wait"), { reason: "Words" }))],
  "form complaint.answer": [
    changes(resolves, form("owner", press("complaint.answer", second), { answer: "Words" })),
  ],
  "form complaint.severity": [
    changes(resolves, form("owner", press("complaint.severity"), { severity: "S1", reason: "Words" })),
  ],
  "search complaint-customer": [reads({ kind: "search", source: "complaint-customer", query: "Harbor" })],
  "shortcut complaint-from-message": [
    opens("complaint.record", {
      kind: "messageShortcut",
      name: "complaint-from-message",
      message: { text: "The login fails", link: null, files: [] },
    }),
  ],
};
