import { features } from "../../src/handlers/registry";
import type { Post, RunningCompany } from "../support/company";
import type { HandMadeTeamsClient } from "./support/teams-client";
import { faultsOfRefusedInTeams, judgeInTeams } from "./support/teams-judge";
import { type RecordIds, startWithRecords } from "./support/teams-records";

let company: RunningCompany;
let client: HandMadeTeamsClient;
let ids: RecordIds;
beforeAll(async () => {
  ({ company, client, ids } = await startWithRecords());
}, 90_000);
afterAll(async () => {
  await company.settled(60_000);
  await company.stop();
}, 90_000);

const posts: Post[] = [
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
const actions = features.flatMap((feature) => Object.keys(feature.actions ?? {}));
/** What a press without a record may change: oneself alone. */
const aboutOneself = new Set(["person.language"]);

const forgedIds = [
  "",
  "0",
  "-1",
  "99999999999",
  "999999999",
  "1; drop table person",
  "1.5",
  "１",
  "\u0000",
  "x".repeat(2_000),
  "1001:1:1",
  "__proto__",
];

describe("a button with a forged id, in Teams", () => {
  it.each(actions.filter((action) => !aboutOneself.has(action)))(
    "%s is answered and does nothing",
    async (action) => {
      const wrong: Record<string, string[]> = {};
      for (const id of forgedIds)
        for (const post of ["specialist", "admin"] as const) {
          const faults = await faultsOfRefusedInTeams(company, () => client.press(post, action, id));
          if (faults.length > 0) wrong[`${post} ${JSON.stringify(id.slice(0, 20))}`] = faults;
        }
      expect(wrong).toEqual({});
    },
    60_000,
  );
});

describe("who may change what by a button, in Teams", () => {
  /** What each button that changes a record needs; everybody else is refused. */
  const mayChange: readonly [action: string, record: keyof RecordIds, who: readonly Post[]][] = [
    ["expense.withdraw", "expense", ["rep"]],
    ["expense.withdraw", "approved", []],
    ["expense.pay", "expense", []],
    ["expense.pay", "approved", ["finance"]],
    ["project.withdraw", "project", ["rep"]],
    ["approval.approve", "step", ["head"]],
    ["approval.approve-in-list", "step", ["head"]],
    ["home.approve", "step", ["head"]],
  ];

  it.each(mayChange)(
    "%s on the %s: %j",
    async (action, record, who) => {
      for (const post of posts.filter((each) => !who.includes(each)))
        for (const channel of [undefined, "general"]) {
          const { faults, changed } = await judgeInTeams(company, () =>
            client.press(post, action, ids[record], channel),
          );
          expect({ post, faults, changed }).toEqual({ post, faults: [], changed: [] });
        }
    },
    60_000,
  );

  it("no button changes a record but those of the table, whoever presses it", async () => {
    const known = new Set(mayChange.map(([action]) => action));
    const wrong: string[] = [];
    for (const action of actions.filter((each) => !known.has(each) && !aboutOneself.has(each)))
      for (const id of new Set(Object.values(ids)))
        for (const post of ["specialist", "otherRep"] as const) {
          const { changed, faults } = await judgeInTeams(company, () => client.press(post, action, id));
          if (changed.length > 0) wrong.push(`${post} ${action} ${id} changed ${changed}`);
          wrong.push(...faults.map((fault) => `${post} ${action} ${id} ${fault}`));
        }
    expect(wrong).toEqual([]);
  }, 120_000);

  it("what is another's is as if it were not there", async () => {
    for (const [action, record, prefix] of [
      ["expense.show", "expense", "EXP"],
      ["expense.receipts", "expense", "EXP"],
      ["project.show", "project", "PRJ"],
      ["complaint.show", "complaint", "CMP"],
    ] as const)
      for (const post of ["otherRep", "specialist"] as const) {
        const id = ids[record];
        const theirs = await client.press(post, action, id);
        const nothing = await client.press(post, action, "999999999");
        expect({ post, text: theirs.text }).toEqual({ post, text: nothing.text.replaceAll("999999999", id) });
        expect(theirs.text).toContain(`${prefix}-${id}`);
        expect(theirs.text).not.toMatch(/taxi|128\.50|Website relaunch|login fails/);
      }
  });
});
