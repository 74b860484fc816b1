import { features } from "../../src/handlers/registry";
import { type Post, type RunningCompany, startCompany } from "../support/company";
import { HandMadeClient } from "./support/client";
import { faultsOfRefused, isUnexpected, judge } from "./support/judge";
import { newComplaint, newCustomer, newExpense, newProject, openStep } from "./support/open-forms";
import { changedTables, stored } from "./support/stored";

let company: RunningCompany;
let client: HandMadeClient;
/** Records of the rep's, in the sales department, as they are when this suite begins. */
let ids: Record<
  "expense" | "approved" | "project" | "customer" | "contact" | "complaint" | "step" | "person",
  string
>;

beforeAll(async () => {
  company = await startCompany();
  client = new HandMadeClient(company);
  await company.everybodyArrives();
  const approved = await newExpense(client);
  await client.press("head", "approval.approve", await openStep(client, "expense", approved));
  await client.press("finance", "approval.approve", await openStep(client, "expense", approved));
  const expense = await newExpense(client);
  const customer = await newCustomer(client, ", Wang Fang");
  const contact = await company.db.client.contact.findFirstOrThrow({
    where: { customerId: Number(customer) },
  });
  const person = await company.db.client.person.findFirstOrThrow({ where: { name: "Daniel Wright" } });
  ids = {
    approved,
    expense,
    project: await newProject(client),
    customer,
    contact: `${customer}:${contact.id}`,
    complaint: await newComplaint(client),
    step: await openStep(client, "expense", expense),
    person: String(person.id),
  };
  await company.settled(30_000);
  company.sandbox.workspace.problems.splice(0);
}, 60_000);
afterAll(() => company.stop());

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

/** Ids that no button of ours carries. */
const forged = [
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

describe("a button with a forged id", () => {
  it.each(actions.filter((action) => !aboutOneself.has(action)))(
    "%s is answered and does nothing",
    async (action) => {
      const wrong: Record<string, string[]> = {};
      for (const id of forged)
        for (const post of ["specialist", "admin"] as const) {
          const faults = await faultsOfRefused(company, () => client.press(post, action, id));
          if (faults.length > 0) wrong[`${post} ${JSON.stringify(id.slice(0, 20))}`] = faults;
        }
      expect(wrong).toEqual({});
    },
    60_000,
  );

  it("the language button takes a language it knows and no other", async () => {
    for (const id of forged) await client.press("specialist", "person.language", id);
    const { locale } = await company.db.client.person.findFirstOrThrow({ where: { name: "孙嘉怡" } });
    expect(locale).toBe("en");
    expect(company.sandbox.workspace.problems.splice(0)).toEqual([]);
  });

  it("a menu's button runs what was typed behind it, with its own checks", async () => {
    for (const id of [
      "",
      "nothing",
      "expense withdraw EXP-1",
      "drumbeat people",
      "__proto__ x",
      "expense \u0000",
    ]) {
      const faults = await faultsOfRefused(company, () => client.press("specialist", "menu.run", id));
      expect(faults).toEqual([]);
    }
  });

  it("an action that nobody has is answered and does nothing", async () => {
    const { changed, answer } = await judge(company, () =>
      client.press("admin", "person.delete", ids.person),
    );
    expect(changed).toEqual([]);
    expect(answer.text).not.toBe("");
  });
});

describe("who may change what by a button", () => {
  /** What each button that changes a record needs; everybody else is refused. The table is the rule. */
  const mayChange: readonly [action: string, record: keyof typeof ids, who: readonly Post[]][] = [
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
      for (const post of posts.filter((each) => !who.includes(each))) {
        const { faults, changed } = await judge(company, () => client.press(post, action, ids[record]));
        expect({ post, faults, changed }).toEqual({ post, faults: [], changed: [] });
      }
    },
    60_000,
  );

  it("those who are asked may: the head approves the expense, finance pays what is approved", async () => {
    const before = await stored(company.db);
    await client.press(
      "head",
      "approval.approve",
      await openStep(client, "expense", await newExpense(client)),
    );
    await client.press("finance", "expense.pay", ids.approved);
    expect(changedTables(before, await stored(company.db))).toEqual(
      expect.arrayContaining(["expense_claim", "approval_step", "audit_entry"]),
    );
    const paid = await company.db.client.expenseClaim.findUniqueOrThrow({
      where: { id: Number(ids.approved) },
    });
    expect(paid.status).toBe("paid");
  });

  it("no button changes a record but those of the table, whoever presses it", async () => {
    const known = new Set(mayChange.map(([action]) => action));
    const wrong: string[] = [];
    for (const action of actions.filter((each) => !known.has(each) && !aboutOneself.has(each)))
      for (const id of new Set(Object.values(ids)))
        for (const post of ["specialist", "otherRep"] as const) {
          const { changed, answer } = await judge(company, () => client.press(post, action, id));
          if (changed.length > 0) wrong.push(`${post} ${action} ${id} changed ${changed}`);
          if (isUnexpected(answer)) wrong.push(`${post} ${action} ${id} failed unexpectedly`);
        }
    expect(wrong).toEqual([]);
  }, 120_000);
});

describe("what is not for everybody's eyes", () => {
  /** Who sees a record of the rep's; to the others it is as if it were not there. */
  const seenBy: readonly [
    action: string,
    record: keyof typeof ids,
    prefix: string,
    hidden: readonly Post[],
  ][] = [
    ["expense.show", "expense", "EXP", ["otherRep", "specialist", "support", "admin", "projectManager"]],
    ["expense.receipts", "expense", "EXP", ["otherRep", "specialist", "support", "admin"]],
    ["expense.edit", "expense", "EXP", ["otherRep", "specialist", "head", "finance"]],
    ["project.show", "project", "PRJ", ["otherRep", "specialist", "support", "admin"]],
    ["project.edit", "project", "PRJ", ["otherRep", "specialist", "head", "finance"]],
    ["complaint.show", "complaint", "CMP", ["specialist", "otherRep", "admin"]],
    ["complaint.assign", "complaint", "CMP", ["specialist", "otherRep"]],
    ["complaint.resolve", "complaint", "CMP", ["specialist", "otherRep"]],
  ];

  it.each(seenBy)(
    "%s of another's %s is answered as for one that is not there",
    async (action, record, prefix, hidden) => {
      const id = ids[record];
      for (const post of hidden) {
        const theirs = await client.press(post, action, id);
        const nothing = await client.press(post, action, "999999999");
        expect({ post, text: theirs.text }).toEqual({
          post,
          text: nothing.text.replaceAll("999999999", id),
        });
        expect(theirs.text).toContain(`${prefix}-${id}`);
        expect(theirs.text).not.toMatch(/taxi|128\.50|Website relaunch|login fails/);
      }
    },
  );

  it("a specialist is not offered others' records in a form's lookups, nor people's e-mails", async () => {
    const { options } = await client.search("specialist", "people", "");
    expect(options.join()).not.toContain("@");
    const projects = await client.search("specialist", "project", "");
    expect(projects.options.join()).not.toContain("Website relaunch");
  });

  it("only administrators manage people; only those the policy names read the audit trail", async () => {
    for (const post of posts.filter((each) => each !== "admin"))
      for (const [action, id] of [
        ["person.edit", ids.person],
        ["person.add", ""],
      ] as const) {
        const { modal } = await client.press(post, action, id);
        expect({ post, action, opened: modal !== undefined }).toEqual({ post, action, opened: false });
      }
    for (const post of ["rep", "otherRep", "head", "support", "specialist"] as const) {
      const { text } = await client.command(post, "drumbeat", `audit EXP-${ids.expense}`);
      expect(text).toContain("does not allow");
    }
  });
});
