import type { Input } from "../../../../src/ui/interaction";
import { id } from "./people";
import { changes, form, makes, opens, press, type Rules, reads, typed } from "./rules";
import { sendsTable } from "./rules-of-data";

const picture: Input = {
  kind: "message",
  text: "",
  files: [
    { id: "F1", name: "receipt.png", mimeType: "image/png", size: 11, address: "https://example.com/F1" },
  ],
};

/** People, languages, help, and what stands in the dispatcher itself. */
export const rulesOfPeople: Rules = {
  "command drumbeat help": [reads(typed("drumbeat", "help"))],
  "command drumbeat home": [reads(typed("drumbeat", "home"))],
  "command drumbeat language": [reads(typed("drumbeat", "language"))],
  "command drumbeat people": [reads(typed("drumbeat", "people"))],
  "command drumbeat audit": [reads(typed("drumbeat", `audit EXP-${id}`))],
  "command drumbeat": [reads(typed("drumbeat", ""))],
  "action person.edit": [opens("people.manage", press("person.edit"))],
  "action person.add": [opens("people.manage", press("person.add", ""))],
  "action person.language": [makes("anybody", press("person.language", "zh-Hans"))],
  "form person.edit": [changes("people.manage", form("admin", press("person.edit"), { active: "no" }))],
  "form person.add": [
    makes(
      "people.manage",
      form("admin", press("person.add", ""), { email: "new@yunfan.example", name: "New" }),
    ),
  ],
  "search people": [reads({ kind: "search", source: "people", query: "The" })],
  "action menu.run": [
    reads(press("menu.run", `expense show EXP-${id}`)),
    changes("owner", press("menu.run", `expense withdraw EXP-${id}`)),
  ],
  "action notice.view": [reads(press("notice.view", `approval.asked expense ${id}`))],
  home: [reads({ kind: "home" })],
  message: [reads({ kind: "message", text: "expense", files: [] }), makes("anybody", picture), sendsTable],
};
