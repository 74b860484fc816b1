import { type RunningCompany, startCompany } from "../support/company";
import {
  actions,
  expectHidden,
  faultsBesideTable,
  faultsOfForgedIds,
  forgedIds,
  hiddenFrom,
  mayChange,
  posts,
} from "./support/button-rules";
import { HandMadeClient } from "./support/client";
import { faultsOfRefused, judge } from "./support/judge";
import { newComplaint, newCustomer, newExpense, newProject } from "./support/open-forms";
import { makeRecords, openStep, type RecordIds } from "./support/records";
import { changedTables, stored } from "./support/stored";

let company: RunningCompany;
let client: HandMadeClient;
/** As they are when this suite begins. */
let ids: RecordIds;
beforeAll(async () => {
  company = await startCompany();
  client = new HandMadeClient(company);
  await company.everybodyArrives();
  ids = await makeRecords({
    company,
    press: (post, action, id) => client.press(post, action, id),
    newExpense: () => newExpense(client),
    newProject: () => newProject(client),
    newCustomer: () => newCustomer(client, ", Wang Fang"),
    newComplaint: () => newComplaint(client),
  });
  company.sandbox.workspace.problems.splice(0);
}, 60_000);
afterAll(() => company.stop());

describe("a button with a forged id", () => {
  it.each(actions)(
    "%s is answered and does nothing",
    async (action) => {
      const wrong = await faultsOfForgedIds((post, id) =>
        faultsOfRefused(company, () => client.press(post, action, id)),
      );
      expect(wrong).toEqual({});
    },
    60_000,
  );

  it("the language button takes a language it knows and no other", async () => {
    for (const id of forgedIds) await client.press("specialist", "person.language", id);
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
    const wrong = await faultsBesideTable(ids, (post, action, id) =>
      judge(company, () => client.press(post, action, id)),
    );
    expect(wrong).toEqual([]);
  }, 120_000);
});

describe("what is not for everybody's eyes", () => {
  it.each(hiddenFrom)("%s of another's %s is answered as for one that is not there", (...hidden) =>
    expectHidden((post, action, id) => client.press(post, action, id), ids, hidden),
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
