import { features } from "../../../src/handlers/registry";
import type { Post } from "../../support/company";
import type { Answer } from "./client";
import type { RecordIds } from "./records";

/** Everybody whom the rules speak of. */
export const posts: readonly Post[] = [
  "rep",
  "otherRep",
  "head",
  "director",
  "finance",
  "support",
  "admin",
  "specialist",
  "projectManager",
];

/** Ids that no button of ours carries. */
export const forgedIds = [
  "",
  "0",
  "-1",
  "99999999999",
  "999999999",
  "abc",
  "1; drop table person",
  "1.5",
  "１",
  "\u0000",
  " ",
  "x".repeat(2_000),
  "1001:1:1",
  "all 99999999999",
  "__proto__",
];

/** What a press without a record may change: oneself alone. */
const aboutOneself = new Set(["person.language"]);

/** Every button's action but those that are about oneself. */
export const actions = features
  .flatMap((feature) => Object.keys(feature.actions ?? {}))
  .filter((action) => !aboutOneself.has(action));

/** What each button that changes a record needs; everybody else is refused. The table is the rule. */
export const mayChange: readonly [action: string, record: keyof RecordIds, who: readonly Post[]][] = [
  ["expense.withdraw", "expense", ["rep"]],
  ["expense.withdraw", "approved", []],
  ["expense.pay", "expense", []],
  ["expense.pay", "approved", ["finance"]],
  ["project.withdraw", "project", ["rep"]],
  ["approval.approve", "step", ["head"]],
  ["approval.approve-in-list", "step", ["head"]],
  ["home.approve", "step", ["head"]],
];

type Hidden = [action: string, record: keyof RecordIds, prefix: string, hidden: readonly Post[]];

/** Who does not see a record of the rep's; to them it is as if it were not there. */
export const hiddenFrom: readonly Hidden[] = [
  ["expense.show", "expense", "EXP", ["otherRep", "specialist", "support", "admin", "projectManager"]],
  ["expense.receipts", "expense", "EXP", ["otherRep", "specialist", "support", "admin"]],
  ["expense.edit", "expense", "EXP", ["otherRep", "specialist", "head", "finance"]],
  ["project.show", "project", "PRJ", ["otherRep", "specialist", "support", "admin"]],
  ["project.edit", "project", "PRJ", ["otherRep", "specialist", "head", "finance"]],
  ["complaint.show", "complaint", "CMP", ["specialist", "otherRep", "admin"]],
  ["complaint.assign", "complaint", "CMP", ["specialist", "otherRep"]],
  ["complaint.resolve", "complaint", "CMP", ["specialist", "otherRep"]],
  ["complaint.respond", "complaint", "CMP", ["specialist", "otherRep"]],
  ["complaint.wait", "complaint", "CMP", ["specialist", "otherRep"]],
  ["complaint.severity", "complaint", "CMP", ["specialist", "otherRep"]],
  ["complaint.resume", "complaint", "CMP", ["specialist", "otherRep"]],
  ["complaint.timeline", "complaint", "CMP", ["specialist", "otherRep", "admin"]],
  ["complaint.more", "complaint", "CMP", ["specialist", "otherRep", "admin"]],
];

/** What is wrong where a button carries what none of ours does, by who pressed it and what it carried. */
export async function faultsOfForgedIds(
  faultsOfRefused: (post: Post, id: string) => Promise<string[]>,
): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {};
  for (const id of forgedIds)
    for (const post of ["specialist", "admin"] as const) {
      const faults = await faultsOfRefused(post, id);
      if (faults.length > 0) wrong[`${post} ${JSON.stringify(id.slice(0, 20))}`] = faults;
    }
  return wrong;
}

/** What is wrong where a button that the table of changes does not have is pressed with a record's id. */
export async function faultsBesideTable(
  ids: RecordIds,
  judge: (post: Post, action: string, id: string) => Promise<{ changed: string[]; faults: string[] }>,
): Promise<string[]> {
  const known = new Set(mayChange.map(([action]) => action));
  const wrong: string[] = [];
  for (const action of actions.filter((each) => !known.has(each)))
    for (const id of new Set(Object.values(ids)))
      for (const post of ["specialist", "otherRep"] as const) {
        const { changed, faults } = await judge(post, action, id);
        if (changed.length > 0) wrong.push(`${post} ${action} ${id} changed ${changed}`);
        wrong.push(...faults.map((fault) => `${post} ${action} ${id} ${fault}`));
      }
  return wrong;
}

/** Whoever is not to see a record is answered as for one that is not there. */
export async function expectHidden(
  press: (post: Post, action: string, id: string) => Promise<Answer>,
  ids: RecordIds,
  [action, record, prefix, hidden]: Hidden,
): Promise<void> {
  const id = ids[record];
  for (const post of hidden) {
    const theirs = await press(post, action, id);
    const nothing = await press(post, action, "999999999");
    expect({ post, text: theirs.text }).toEqual({ post, text: nothing.text.replaceAll("999999999", id) });
    expect(theirs.text).toContain(`${prefix}-${id}`);
    expect(theirs.text).not.toMatch(/taxi|128\.50|Website relaunch|login fails/);
  }
}
