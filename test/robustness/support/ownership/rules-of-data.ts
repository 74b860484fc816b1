import type { Input } from "../../../../src/ui/interaction";
import { fourth, id } from "./people";
import { changes, form, makes, opens, press, type Rule, type Rules, reads, typed } from "./rules";

const merges = ["customer.view", "customer.merge"] as const;
const both = { merged: String(fourth), kept: String(id) };

const table: Input = {
  kind: "message",
  text: "",
  files: [
    { id: "F2", name: "customers.csv", mimeType: "text/csv", size: 30, address: "https://example.com/F2" },
  ],
};
/** A table sent to the bot is one to import. */
export const sendsTable: Rule = makes("customer.import", table);

/** Merging for whoever may; a file that is imported is whose it is, as long as they may import. */
export const rulesOfData: Rules = {
  "command customer merge": [
    opens("anybody", typed("customer", "merge")),
    // Shown before it is confirmed.
    reads(typed("customer", `merge CUS-${fourth} into CUS-${id}`)),
  ],
  "command customer unmerge": [changes(merges, typed("customer", `unmerge CUS-${id}`))],
  "action merge.confirm": [changes(merges, press("merge.confirm", `${id}:${fourth}`))],
  "action merge.undo": [changes(merges, press("merge.undo"))],
  "form merge.new": [reads(form("head", typed("customer", "merge"), both))],

  // Of one's own there may be nothing; others' is written into a file of the actor's.
  "command customer export": [
    reads(typed("customer", "export"), typed("customer", "export customers")),
    makes(["customer.export_any", "deal.view_any"], typed("customer", "export deals all")),
  ],
  "action export.start": [
    reads(press("export.start", "contacts:mine")),
    makes("customer.export_any", press("export.start", "customers:all")),
  ],
  "command customer import": [reads(typed("customer", "import"))],
  "action import.show": [reads(press("import.show"))],
  "action import.begin": [changes("importer", press("import.begin"))],
  "action import.cancel": [changes("importer", press("import.cancel"))],
  "action import.choose": [changes("importer", press("import.choose", `${id}:owner:me`))],
};
