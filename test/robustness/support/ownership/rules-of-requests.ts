import { id, second, third } from "./people";
import { changes, form, makes, opens, press, type Rules, reads, typed } from "./rules";

const projectAnswers = { title: "Another title", budget: "100" };

/** Expenses and projects: one's own, but for those who are asked, and finance that pays. */
export const rulesOfRequests: Rules = {
  "command expense new": [makes("expense.file", typed("expense", "new 128.50 taxi to Acme"))],
  "command expense list": [reads(typed("expense", "list"), typed("expense", "list all"))],
  "command expense show": [reads(typed("expense", `show EXP-${id}`))],
  "command expense withdraw": [changes("owner", typed("expense", `withdraw EXP-${id}`))],
  "command expense": [
    reads(typed("expense", ""), typed("expense", `EXP-${id}`)),
    makes("expense.file", typed("expense", "128.50 taxi to Acme")),
  ],
  "action expense.new": [opens("expense.file", press("expense.new", ""))],
  "action expense.new-with-receipt": [opens("owner", press("expense.new-with-receipt"))],
  "action expense.new-for-customer": [
    opens(["customer.view", "expense.file"], press("expense.new-for-customer")),
  ],
  "action expense.edit": [opens("owner", press("expense.edit", third))],
  "action expense.show": [reads(press("expense.show"))],
  "action expense.list": [reads(press("expense.list", "all 0"), press("expense.list", "mine 0"))],
  "action expense.withdraw": [changes("owner", press("expense.withdraw"))],
  "action expense.pay": [changes("expense.pay", press("expense.pay", second))],
  "action expense.receipts": [makes("expense.view_any", press("expense.receipts", second))],
  "form expense.new": [
    makes("expense.file", form("head", press("expense.new", ""))),
    // The receipt that the form was opened with is the owner's.
    changes("owner", form("owner", press("expense.new-with-receipt"))),
  ],
  "form expense.edit": [changes("owner", form("owner", press("expense.edit", third)))],

  "command project request": [opens("project.request", typed("project", "request"))],
  "command project list": [reads(typed("project", "list"), typed("project", "list all"))],
  "command project show": [reads(typed("project", `show PRJ-${id}`))],
  "command project withdraw": [changes("owner", typed("project", `withdraw PRJ-${id}`))],
  "command project": [
    reads(typed("project", "")),
    opens("project.request", typed("project", "Website relaunch 80000 2026-12-01 2027-03-31")),
  ],
  "action project.new": [opens("project.request", press("project.new", ""))],
  "action project.show": [reads(press("project.show"))],
  "action project.list": [reads(press("project.list", "all 0"))],
  "action project.edit": [opens("owner", press("project.edit", third))],
  "action project.withdraw": [changes("owner", press("project.withdraw"))],
  "form project.new": [makes("project.request", form("head", press("project.new", ""), projectAnswers))],
  "form project.edit": [changes("owner", form("owner", press("project.edit", third), projectAnswers))],
  "search project": [reads({ kind: "search", source: "project", query: "Website" })],

  "command approvals list": [reads(typed("approvals", "list"))],
  "command approvals away": [opens("anybody", typed("approvals", "away"))],
  "command approvals back": [makes("anybody", typed("approvals", "back"))],
  "command approvals": [reads(typed("approvals", ""))],
  "action approval.approve": [changes("asked", press("approval.approve"), press("approval.approve", second))],
  "action approval.approve-in-list": [changes("asked", press("approval.approve-in-list"))],
  "action approval.reject": [opens("asked", press("approval.reject"))],
  "action approval.return": [opens("asked", press("approval.return", second))],
  "action approval.list": [reads(press("approval.list", ""))],
  "action home.approve": [changes("asked", press("home.approve"))],
  "form approval.reject": [changes("asked", form("head", press("approval.reject"), { reason: "Words" }))],
  "form approval.return": [
    changes("asked", form("head", press("approval.return", second), { reason: "Words" })),
  ],
  "form approval.away": [
    makes("anybody", form("head", typed("approvals", "away"), { delegateId: String(id) })),
  ],
};
