import { dayAfter, id, second, third } from "./people";
import { changes, form, opens, press, type Rules, reads, typed } from "./rules";

const logs = ["customer.view", "touch.log_any"] as const;
const moves = ["customer.view", "customer.edit_any"] as const;

/** Touches, follow-ups, deals, payments and return visits: their owner's, and theirs whose role it is. */
export const rulesOfSales: Rules = {
  "command touch new": [
    opens("anybody", typed("touch", "new")),
    changes(logs, typed("touch", `new CUS-${id} call asked for a quote`)),
  ],
  "command touch due": [reads(typed("touch", "due"), typed("touch", "due all"))],
  "command touch": [
    reads(typed("touch", "")),
    changes(logs, typed("touch", `CUS-${id} call asked for a quote`)),
  ],
  "action touch.new": [opens("anybody", press("touch.new", ""))],
  "action touch.new-for-customer": [opens(logs, press("touch.new-for-customer"))],
  "command touch undo": [reads(typed("touch", "undo"), typed("touch", `undo CUS-${id}`))],
  "action touch.take-back": [changes(moves, press("touch.take-back"))],
  "action touch.show": [reads(press("touch.show"))],
  "action touch.due": [reads(press("touch.due", "all:1"), press("touch.due", "mine:1"))],
  "action follow-up.show": [reads(press("follow-up.show"))],
  "action follow-up.snooze": [changes(moves, press("follow-up.snooze", `${id}:3`))],
  "action follow-up.reschedule": [opens(moves, press("follow-up.reschedule"))],
  "form touch.new": [changes(logs, form("owner", press("touch.new-for-customer"), { kind: "call" }))],
  "form follow-up.reschedule": [
    changes(moves, form("owner", press("follow-up.reschedule"), { nextOn: dayAfter(10) })),
  ],
  "shortcut touch-from-message": [
    opens("anybody", {
      kind: "messageShortcut",
      name: "touch-from-message",
      message: { text: `CUS-${id} asked for a quote`, link: null, files: [] },
    }),
  ],

  "command deal new": [
    opens("deal.create", typed("deal", "new")),
    changes("deal.edit_any", typed("deal", `new CUS-${id} crm 120000 ${dayAfter(30)}`)),
  ],
  "command deal list": [reads(typed("deal", "list"), typed("deal", "list all"))],
  "command deal visits": [reads(typed("deal", "visits"), typed("deal", "visits all"))],
  "command deal show": [reads(typed("deal", `show DEA-${id}`))],
  "command deal edit": [opens("deal.edit_any", typed("deal", `edit DEA-${id}`))],
  "command deal won": [opens("deal.edit_any", typed("deal", `won DEA-${id}`))],
  "command deal lost": [opens("deal.edit_any", typed("deal", `lost DEA-${id}`))],
  "command deal": [reads(typed("deal", ""), typed("deal", `DEA-${id}`))],
  "action deal.new": [opens("deal.create", press("deal.new", ""))],
  "action deal.new-for-customer": [opens(["customer.view", "deal.create"], press("deal.new-for-customer"))],
  "action deal.show": [reads(press("deal.show"))],
  "action deal.list": [reads(press("deal.list", "all:all:1"))],
  "action deal.edit": [opens("deal.edit_any", press("deal.edit"), press("deal.edit", second))],
  "action deal.win": [opens("deal.edit_any", press("deal.win"))],
  "action deal.lose": [opens("deal.edit_any", press("deal.lose"))],
  "action deal.move": [changes("deal.edit_any", press("deal.move", `${id}:proposal:negotiation`))],
  "action deal.reopen": [changes("deal.edit_any", press("deal.reopen", third))],
  "action deal.payment": [opens("payment.record", press("deal.payment", second))],
  "action deal.void": [opens("payment.record", press("deal.void", `${second}:${id}`))],
  "form deal.new": [
    changes(
      "deal.edit_any",
      form("owner", press("deal.new-for-customer"), { amount: "100", expectedOn: dayAfter(30) }),
    ),
  ],
  "form deal.edit": [
    changes("deal.edit_any", form("owner", press("deal.edit"), { title: "Another title" })),
    // A won one counts in results: not even its owner changes it.
    changes("deal.edit_any", form("head", press("deal.edit", second), { title: "Another title" })),
  ],
  "form deal.won": [changes("deal.edit_any", form("owner", press("deal.win")))],
  "form deal.lost": [changes("deal.edit_any", form("owner", press("deal.lose")))],
  "form deal.payment": [
    changes("payment.record", form("finance", press("deal.payment", second), { amount: "12.50" })),
  ],
  "form deal.void": [
    changes("payment.record", form("finance", press("deal.void", `${second}:${id}`), { reason: "Words" })),
  ],

  "action visit.record": [opens("touch.log_any", press("visit.record"))],
  "action visit.list": [reads(press("visit.list", "all:1"))],
  "form visit.record": [changes("touch.log_any", form("owner", press("visit.record"), { score: "2" }))],
};
