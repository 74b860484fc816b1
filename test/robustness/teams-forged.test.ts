import type { JsonObject } from "../../sandbox/json";
import type { Json } from "../../sandbox/protocol";
import type { Post } from "../support/company";
import { dayFromToday } from "../support/flows";
import type { TeamsForm } from "./support/teams-client";
import { faultsOfRefusedInTeams, judgeInTeams } from "./support/teams-judge";
import { shareRecordsInTeams } from "./support/teams-records";

const shared = shareRecordsInTeams();

describe("a form with forged data, in Teams", () => {
  const open = (post: Post, action: string, id = ""): Promise<TeamsForm> =>
    shared.client.open(post, { do: "press", action, id });
  const right = { amount: "12.50", category: "travel", purpose: "Words", spentOn: dayFromToday(-1) };
  const viewOf = ({ carried }: TeamsForm): JsonObject => {
    const { form } = carried;
    if (typeof form !== "object" || form === null || Array.isArray(form)) throw new Error("carries no form");
    return form;
  };

  it("that names options which were not offered, or values of the wrong type, is refused beside the field", async () => {
    const form = await open("rep", "expense.new");
    const wrong: Record<string, string[]> = {};
    const forged: JsonObject[] = [
      { category: "no-such" },
      { category: "__proto__" },
      { category: ["travel"] },
      { category: { value: "travel" } },
      { spentOn: "2026-02-30" },
      { spentOn: "0000-00-00" },
      { spentOn: 20261123 },
      { customerId: "999999999" },
      { customerId: '["999999999","Acme"]' },
      { customerId: '["1; drop table","Acme"]' },
      { customerId: '["１００１","Acme"]' },
      { projectId: `["${shared.ids.project}0","x"]` },
      { amount: "-5" },
      { amount: true },
      { amount: null },
      { amount: "1e400" },
      { purpose: null },
      { purpose: ["Words"] },
      { purpose: "" },
    ];
    for (const values of forged) {
      const faults = await faultsOfRefusedInTeams(shared.company, () =>
        shared.client.handIn(form, { ...right, ...values }),
      );
      if (faults.length > 0) wrong[JSON.stringify(values)] = faults;
    }
    expect(wrong).toEqual({});
  }, 60_000);

  it("that has fields which the form does not have files what it has", async () => {
    const form = await open("rep", "expense.new");
    const { answer, changed, faults } = await judgeInTeams(shared.company, () =>
      shared.client.handIn(form, {
        ...right,
        purpose: "More fields than there are",
        status: "approved",
        claimantId: shared.ids.person,
        __proto__: { status: "paid" },
        currency: "USD",
      }),
    );
    expect({ faults, errors: answer.errors }).toEqual({ faults: [], errors: {} });
    expect(changed).toContain("expense_claim");
    const claim = await shared.company.db.client.expenseClaim.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(claim).toMatchObject({
      status: "pending",
      currency: "CNY",
      purpose: "More fields than there are",
    });
  });

  it("whose description was rewritten still files by the form that is registered", async () => {
    const form = await open("rep", "expense.new");
    const fields: Json = [
      { name: "amount", required: false, label: "x", widget: { kind: "line", maxLength: 9 } },
    ];
    const views: JsonObject[] = [
      { fields },
      { fields: [] },
      { title: "x".repeat(5_000), fields: [] },
      { name: "person.add" },
      { name: "person.edit", state: shared.ids.person },
      { name: "approval.reject", state: shared.ids.step },
      { name: "" },
      { name: "__proto__" },
      { name: "constructor" },
    ];
    const wrong: Record<string, unknown> = {};
    for (const more of views) {
      const carried = { do: "submit", form: { ...viewOf(form), ...more }, source: null };
      const { changed, answer } = await judgeInTeams(shared.company, () =>
        shared.client.handIn(form, right, { carried }),
      );
      if (changed.length > 0 || answer.status !== 200 || (answer.text === "" && !answer.closed))
        wrong[JSON.stringify(more).slice(0, 60)] = { changed, status: answer.status, text: answer.text };
    }
    expect(wrong).toEqual({});
  }, 60_000);

  it.each([
    [
      "approval.reject",
      "head",
      () => shared.ids.step,
      { reason: "Words" },
      ["rep", "otherRep", "director", "finance", "admin"],
    ],
    [
      "customer.edit",
      "rep",
      () => shared.ids.customer,
      { name: "Another" },
      ["otherRep", "specialist", "support", "admin"],
    ],
    [
      "complaint.resolve",
      "head",
      () => shared.ids.complaint,
      { resolution: "Words" },
      ["rep", "otherRep", "specialist", "admin"],
    ],
    [
      "person.edit",
      "admin",
      () => shared.ids.person,
      { active: "no" },
      ["rep", "head", "director", "finance"],
    ],
  ] as const)(
    "%s of another, or about nothing, changes nothing",
    async (name, owner, id, values, others) => {
      const form = await open(owner, name, id());
      for (const by of others) {
        const faults = await faultsOfRefusedInTeams(shared.company, () =>
          shared.client.handIn(form, values, { by }),
        );
        expect({ by, faults }).toEqual({ by, faults: [] });
      }
      for (const state of [
        "",
        "0",
        "-1",
        "999999999",
        "99999999999",
        "1; drop table person",
        "1:2:3",
        "\u0000",
      ]) {
        const carried = { do: "submit", form: { ...viewOf(form), state }, source: null };
        const faults = await faultsOfRefusedInTeams(shared.company, () =>
          shared.client.handIn(form, values, { carried }),
        );
        expect({ state, faults }).toEqual({ state, faults: [] });
      }
    },
    60_000,
  );

  it("about a card elsewhere changes no card elsewhere", async () => {
    const form = await open("rep", "expense.new");
    const channel = shared.client.place("rep", "sales").conversation.id;
    const [theirs] = shared.company.teams.workplace.messages.of(shared.client.place("head").conversation.id);
    for (const source of [
      { conversationId: shared.client.place("head").conversation.id, messageId: theirs?.id ?? "" },
      { conversationId: channel, messageId: "1" },
      { conversationId: "../v3/teams", messageId: "../.." },
    ]) {
      const before = theirs && JSON.stringify(theirs.attachments);
      const carried = { do: "submit", form: viewOf(form), source };
      await shared.client.handIn(form, { ...right, purpose: "Elsewhere" }, { carried });
      expect(theirs && JSON.stringify(theirs.attachments)).toBe(before);
    }
    await shared.company.settled(20_000);
  });
});

describe("what no client sends, in Teams", () => {
  const oddities: Json[] = [
    null,
    "text",
    5,
    true,
    [],
    [1, 2],
    {},
    { drumbeat: null },
    { drumbeat: "press" },
    { drumbeat: [] },
    { drumbeat: {} },
    { drumbeat: { do: "nothing" } },
    { drumbeat: { do: "press" } },
    { drumbeat: { do: "press", action: 5, id: {} } },
    { drumbeat: { do: "submit", form: null, source: null } },
    { drumbeat: { do: "submit", form: { name: "expense.new" }, source: null } },
    { drumbeat: { do: "command", name: "nothing", text: "x" } },
    { msteams: { type: "task/fetch" } },
  ];
  const names = [
    "task/fetch",
    "task/submit",
    "composeExtension/submitAction",
    "composeExtension/fetchTask",
    "composeExtension/query",
    "composeExtension/selectItem",
    "application/search",
    "adaptiveCard/action",
    "fileConsent/invoke",
    "signin/verifyState",
    "nothing/known",
  ];

  it.each(names)(
    "%s with whatever value is answered, and does nothing",
    async (name) => {
      const wrong: Record<string, unknown> = {};
      for (const data of oddities)
        for (const value of [data, { data }, { action: { verb: "drumbeat", data }, trigger: "manual" }]) {
          const { changed, answer } = await judgeInTeams(shared.company, () =>
            shared.client.invoke("rep", name, value),
          );
          if (changed.length > 0 || answer.status !== 200 || answer.invalid.length > 0)
            wrong[JSON.stringify(value)] = { changed, status: answer.status, invalid: answer.invalid };
        }
      expect(wrong).toEqual({});
    },
    60_000,
  );

  it("a search in what is not there offers nothing", async () => {
    for (const dataset of ["", "nothing", "__proto__", "constructor", "person", "audit"])
      expect(await shared.client.search("admin", dataset, "")).toEqual({ status: 200, options: [] });
    for (const query of [null, 5, {}, [], true]) {
      const { status, options } = await shared.client.search("rep", "customer", query);
      expect(status).toBe(200);
      expect(options.length).toBeLessThanOrEqual(15);
    }
  });

  it("an action, a command or a form that nobody has is answered with a sentence", async () => {
    for (const act of [
      () => shared.client.press("admin", "person.delete", shared.ids.person),
      () => shared.client.execute("admin", { drumbeat: { do: "command", name: "nothing", text: "x" } }),
      () => shared.client.press("admin", "menu.run", "nothing"),
    ]) {
      const { changed, answer } = await judgeInTeams(shared.company, act);
      expect(changed).toEqual([]);
      expect(answer.text).not.toBe("");
    }
  });
});
