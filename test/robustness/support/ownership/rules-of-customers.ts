import { fourth, gradeHeldUntil, id } from "./people";
import { changes, form, makes, opens, press, type Rules, reads, typed } from "./rules";

const grades = ["customer.view", "customer.grade"] as const;

/** Customers: everybody's to see who may see any, their owner's to change, and theirs who may change any. */
export const rulesOfCustomers: Rules = {
  "command customer new": [
    makes("customer.create", typed("customer", "new Brand New Firm, Zhou Wei, 13900002222")),
  ],
  "command customer find": [reads(typed("customer", "find Harbor"))],
  "command customer show": [reads(typed("customer", `show CUS-${id}`))],
  "command customer edit": [opens("customer.edit_any", typed("customer", `edit CUS-${id}`))],
  "command customer grade": [
    opens(grades, typed("customer", `grade CUS-${id}`)),
    changes(grades, typed("customer", `grade CUS-${id} A because they open a market`)),
  ],
  "command customer quality": [reads(typed("customer", "quality"), typed("customer", "quality all"))],
  "command customer timeline": [reads(typed("customer", `timeline CUS-${id}`))],
  "command customer list": [reads(typed("customer", "list all"))],
  "command customer": [
    reads(typed("customer", ""), typed("customer", `CUS-${id}`), typed("customer", "Harbor")),
  ],
  "action customer.new": [opens("customer.create", press("customer.new", "form"))],
  "action customer.show": [reads(press("customer.show"))],
  "action customer.edit": [opens("customer.edit_any", press("customer.edit"))],
  "action customer.add-contact": [opens("customer.edit_any", press("customer.add-contact"))],
  "action customer.edit-contact": [opens("customer.edit_any", press("customer.edit-contact", `${id}:${id}`))],
  "action customer.list": [reads(press("customer.list", "all:1"))],
  "action customer.timeline": [reads(press("customer.timeline"))],
  "action customer.quality": [reads(press("customer.quality"), press("customer.quality", "all"))],
  "action customer.grade": [opens(grades, press("customer.grade"))],
  "action customer.ungrade": [
    changes(grades, press("customer.ungrade", `${fourth}:B:${gradeHeldUntil.getTime()}`)),
  ],
  "form customer.grade": [
    changes(grades, form("head", press("customer.grade"), { grade: "A", reason: "Words" })),
  ],
  "form customer.new": [
    makes("customer.create", form("owner", press("customer.new", "form"), { name: "Brand New Firm" })),
  ],
  "form customer.edit": [
    changes("customer.edit_any", form("owner", press("customer.edit"), { name: "Another name" })),
  ],
  "form customer.contact": [
    changes("customer.edit_any", form("owner", press("customer.add-contact"), { contactName: "Zhou Wei" })),
  ],
  "form customer.edit-contact": [
    changes(
      "customer.edit_any",
      form("owner", press("customer.edit-contact", `${id}:${id}`), { contactName: "Zhou Wei" }),
    ),
  ],
  "search customer": [reads({ kind: "search", source: "customer", query: "Harbor" })],
};
