import { decide } from "../../../src/domain/approvals/decide";
import type { Person } from "../../../src/domain/scope";
import type { Context } from "../../../src/handlers/context";
import { projects } from "../../../src/handlers/projects/feature";
import { projectCardById, projectLine } from "../../../src/handlers/projects/project-card";
import { runCommand } from "../../../src/handlers/run-command";
import { textsFor } from "../../../src/i18n/choose-texts";
import { readerFor } from "../../../src/i18n/reader";
import type { Locale } from "../../../src/i18n/texts";
import type { Card } from "../../../src/ui/card";
import type { FormView, RawValues } from "../../../src/ui/form";
import type { Conversation } from "../../../src/ui/interaction";
import type { Outcome } from "../../../src/ui/outcome";
import { addPerson, refusal, scopeOf, startAfresh } from "../../domain/approvals/company";
import { createDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
let rep: Person;
let head: Person;
let manager: Person;
let stranger: Person;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await startAfresh(database.client);
  rep = await addPerson(database.client, "Rui Rep", { roles: ["rep"] });
  head = await addPerson(database.client, "Hana Head", { roles: ["department_head"], headOf: ["sales"] });
  manager = await addPerson(database.client, "Gus General", {
    roles: ["general_manager"],
    department: "management",
  });
  stranger = await addPerson(database.client, "Sam Stranger", { roles: [], department: null });
});

const filled = {
  title: "Website relaunch",
  background: "The old one is slow.",
  goals: "Twice as many enquiries.",
  requirements: "Two engineers.",
  budget: "80,000",
  startsOn: "2026-12-01",
  endsOn: "2027-03-31",
  customerId: null,
} satisfies RawValues;

function as(actor: Person, facts: { locale?: Locale; where?: Conversation["kind"] } = {}): Context {
  const locale = facts.locale ?? "en";
  return {
    ...scopeOf(database.client, actor),
    interaction: {
      platform: "slack",
      workspace: "T1",
      userId: "U1",
      deliveryId: "d1",
      conversation: { id: "C1", kind: facts.where ?? "channel" },
      input: { kind: "home" },
    },
    texts: textsFor(locale),
    reader: readerFor(locale, "Asia/Shanghai"),
    readFile: () => Promise.reject(new Error("no file here")),
  };
}

/** What the part of that name does; fails where the feature has none. */
function part<T>(parts: Readonly<Record<string, T>> | undefined, name: string): T {
  const found = parts?.[name];
  if (!found) throw new Error(`the feature has no ${name}`);
  return found;
}
const press = (context: Context, action: string, id: number | string) =>
  part(projects.actions, action)(context, String(id));
const handIn = (context: Context, form: string, values: RawValues, state = "") =>
  part(projects.forms, form)(context, values, state);
const type = (context: Context, words: string): Promise<Outcome> => {
  const [command] = projects.commands ?? [];
  if (!command) throw new Error("there is no command");
  return runCommand(context, command, words);
};

function cardIn(outcome: Outcome): Card {
  if (outcome.kind !== "reply" && outcome.kind !== "replaceCard")
    throw new Error(`no card in ${outcome.kind}`);
  return outcome.card;
}
function formIn(outcome: Outcome): FormView {
  if (outcome.kind !== "openForm") throw new Error(`no form in ${outcome.kind}`);
  return outcome.form;
}
const valuesOf = (form: FormView) =>
  Object.fromEntries(form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
const actionsOf = (card: Card): string[] =>
  card.elements.flatMap((element) => {
    if (element.kind === "row")
      return element.button ? [`${element.button.action} ${element.button.id}`] : [];
    if (element.kind !== "buttons") return [];
    return element.buttons.flatMap((each) => (each.kind === "button" ? [each.action] : []));
  });
const saying = (card: Card): string => JSON.stringify(card);

async function fileOne(values: RawValues = filled): Promise<number> {
  await handIn(as(rep), "project.new", values);
  const { id } = await database.client.project.findFirstOrThrow({ orderBy: { id: "desc" } });
  return id;
}
async function answer(
  by: Person,
  id: number,
  decision: "approved" | "rejected" | "returned",
  reason: string | null = null,
) {
  const step = await database.client.approvalStep.findFirstOrThrow({
    where: { status: "open", request: { subjectKind: "project", subjectId: id } },
  });
  await decide(scopeOf(database.client, by), { stepId: step.id, decision, reason });
}

describe("asking for a project", () => {
  test.each(["request", "立项", "立項", "新增"])("/project %s opens the empty form", async (word) => {
    const form = formIn(await type(as(rep), word));
    expect(form).toMatchObject({ name: "project.new", title: "Request a project", intro: [] });
    expect(form.fields.map(({ name, required }) => [name, required])).toEqual([
      ["title", true],
      ["background", true],
      ["goals", true],
      ["requirements", true],
      ["budget", true],
      ["startsOn", true],
      ["endsOn", true],
      ["customerId", false],
    ]);
    expect(valuesOf(form)).toEqual({});
  });

  test.each(["request ", "立项", ""])(
    "/project %sline opens the form with what the line says",
    async (word) => {
      const form = formIn(await type(as(rep), `${word}Website relaunch 80000 2026-12-01 2027-03-31`));
      expect(valuesOf(form)).toEqual({
        title: "Website relaunch",
        budget: "80000.00",
        startsOn: "2026-12-01",
        endsOn: "2027-03-31",
      });
      expect(form.intro).toEqual([textsFor("en").projects.form.fromLine]);
    },
  );

  test("a title that is too long is shortened, and kept whole under background", async () => {
    const typed = `${"😀".repeat(80)} <!channel>`;
    const values = valuesOf(formIn(await type(as(rep), `request ${typed}`)));
    expect(values).toMatchObject({ title: "😀".repeat(75), background: typed });
  });

  test("words that say neither budget nor day are not taken for a project", async () => {
    expect(saying(cardIn(await type(as(rep), "qwertyuiop asdf")))).toContain("does not know");
  });

  test("the filled-in form files it; in a channel the card answers, in the direct conversation the notice does", async () => {
    const card = cardIn(await handIn(as(rep), "project.new", filled));
    expect(card.title).toMatch(/^Project PRJ-\d+ · Website relaunch$/);
    expect(card.status).toMatchObject({ tone: "waiting" });
    expect(saying(card)).toContain("Your project is filed.");
    expect(actionsOf(card)).toEqual(["project.withdraw"]);
    expect(await handIn(as(rep, { where: "direct" }), "project.new", filled)).toEqual({ kind: "nothing" });
  });

  test("an empty form says at every field what is missing, in the reader's language", async () => {
    const outcome = await handIn(as(rep, { locale: "zh-Hant" }), "project.new", { title: "  " });
    const fields = ["title", "background", "goals", "requirements", "budget", "startsOn", "endsOn"];
    expect(outcome).toEqual({
      kind: "formErrors",
      errors: Object.fromEntries(fields.map((field) => [field, "請填寫此欄。"])),
    });
  });

  test.each([
    [{ budget: "lots" }, { code: "INVALID", field: "budget", rule: "not_a_number" }],
    [{ endsOn: "2026-11-30" }, { code: "INVALID", field: "endsOn", rule: "ends_before_start" }],
    [{ customerId: "999999" }, { code: "INVALID", field: "customerId", rule: "unknown_choice" }],
  ])("%j is refused at its field and nothing is kept", async (wrong, problem) => {
    const before = await database.client.project.count();
    expect(await refusal(handIn(as(rep), "project.new", { ...filled, ...wrong }))).toEqual(problem);
    expect(await database.client.project.count()).toBe(before);
  });

  test("who may not ask is told so before a form opens", async () => {
    expect(await refusal(type(as(stranger), "request"))).toMatchObject({ code: "NOT_ALLOWED" });
    expect(await refusal(press(as(stranger), "project.new", ""))).toMatchObject({ code: "NOT_ALLOWED" });
  });
});

describe("a project's card", () => {
  test("has decision buttons for whoever is asked, and none for others", async () => {
    const id = await fileOne();
    const decisions = ["approval.approve", "approval.return", "approval.reject"];
    const cards = [head, manager, rep].map((person) => projectCardById(as(person), id));
    const [heads, managers, reps] = (await Promise.all(cards)).map((card) => card && actionsOf(card));
    expect(heads).toEqual(decisions);
    expect(managers).toEqual([]);
    expect(reps).toEqual(["project.withdraw"]);
    expect(await projectCardById(as(rep), 999_999)).toBeNull();
    expect(await projectLine(as(rep), id)).toEqual({
      text: `PRJ-${id} · ¥80,000.00`,
      detail: "Website relaunch",
    });
    expect(await projectLine(as(rep), 999_999)).toBeNull();
  });

  test("is shown to those whom it concerns, by reference", async () => {
    const id = await fileOne();
    expect(cardIn(await type(as(head), `show PRJ-${id}`)).title).toContain("Website relaunch");
    expect(cardIn(await type(as(rep, { locale: "zh-Hans" }), `查看${id}`)).title).toBe(
      `项目 PRJ-${id} · Website relaunch`,
    );
    expect(await refusal(type(as(stranger), `show PRJ-${id}`))).toMatchObject({ code: "NOT_FOUND" });
    expect(await refusal(type(as(rep), "show EXP-1"))).toEqual({ code: "NOT_FOUND", reference: "EXP-1" });
    expect(await refusal(press(as(rep), "project.show", "1; drop"))).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("after it was filed", () => {
  test("its requester withdraws it by button or by words, once", async () => {
    const id = await fileOne();
    expect(await refusal(press(as(head), "project.withdraw", id))).toMatchObject({ code: "NOT_FOUND" });
    const card = cardIn(await press(as(rep), "project.withdraw", id));
    expect(card.status).toMatchObject({ tone: "neutral" });
    expect(actionsOf(card)).toEqual([]);
    expect(await refusal(type(as(rep), `撤回 PRJ-${id}`))).toMatchObject({ code: "WRONG_STATE" });
  });

  test("returned, it opens with what was typed and who asks for which changes, and is filed again", async () => {
    const id = await fileOne();
    expect(await refusal(press(as(rep), "project.edit", id))).toMatchObject({ code: "WRONG_STATE" });
    await answer(head, id, "returned", "Name the numbers.");
    expect(actionsOf(cardIn(await press(as(rep), "project.show", id)))).toEqual([
      "project.edit",
      "project.withdraw",
    ]);
    expect(await refusal(press(as(head), "project.edit", id))).toMatchObject({ code: "NOT_FOUND" });
    const form = formIn(await press(as(rep), "project.edit", id));
    expect(form).toMatchObject({
      name: "project.edit",
      state: String(id),
      intro: ["Hana Head asks for changes: Name the numbers."],
    });
    const { customerId: _none, ...typed } = filled;
    expect(valuesOf(form)).toEqual({ ...typed, budget: "80000.00" });
    const card = cardIn(
      await handIn(as(rep), "project.edit", { ...filled, goals: "500 enquiries." }, form.state),
    );
    expect(card.status).toMatchObject({ tone: "waiting" });
    expect(saying(card)).toContain("500 enquiries.");
    expect(await refusal(handIn(as(rep), "project.edit", filled, form.state))).toMatchObject({
      code: "WRONG_STATE",
    });
  });
});

describe("lists and searches", () => {
  test("a list pages through one's own, and all that one may see", async () => {
    for (let count = 0; count < 21; count += 1) await fileOne({ ...filled, title: `Project ${count}` });
    const first = cardIn(await type(as(rep), "list"));
    expect(first.title).toBe("My projects");
    expect(saying(first)).toContain("Showing 20 of 21");
    expect(actionsOf(first).slice(-2)).toEqual(["project.list", "project.list"]);
    const second = cardIn(await press(as(rep), "project.list", "mine 1"));
    expect(saying(second)).toContain("Project 0");
    expect(saying(cardIn(await type(as(manager), "列表 全部")))).toContain("Rui Rep");
    expect(saying(cardIn(await type(as(manager), "list")))).toContain("requested no project yet");
    expect(actionsOf(cardIn(await type(as(stranger), "list")))).not.toContain("project.new");
  });

  test("a search finds approved projects that one may see, by title or reference", async () => {
    const id = await fileOne({ ...filled, title: "100% Unusual" });
    const search = (person: Person, query: string) => part(projects.searches, "project")(as(person), query);
    expect(await search(rep, "unusual")).toEqual([]);
    await answer(head, id, "approved");
    await answer(manager, id, "approved");
    const option = { value: String(id), label: `PRJ-${id} 100% Unusual` };
    expect(await search(rep, " UNUSUAL ")).toEqual([option]);
    expect(await search(rep, `prj-${id}`)).toEqual([option]);
    expect(await search(rep, "")).toContainEqual(option);
    expect(await search(stranger, "unusual")).toEqual([]);
  });
});

describe("notices", () => {
  const notice = (name: string) => {
    const found = projects.notices?.find((each) => each.name === name);
    if (!found) throw new Error(`there is no notice ${name}`);
    return found;
  };
  const everyone = (): Context => as({ ...stranger, id: 0, name: "" });

  test.each([
    ["approved", "is approved and set up"],
    ["rejected", "was rejected"],
    ["returned", "came back for changes"],
  ] as const)("a project %s is told to its requester", async (decision, sentence) => {
    const id = await fileOne();
    expect(await notice("project.filed").people(as(rep), id, "project")).toEqual([rep.id]);
    expect(
      saying((await notice("project.filed").card(as(rep), id, "project")) ?? { title: "", elements: [] }),
    ).toContain("is filed");
    await answer(head, id, decision, decision === "approved" ? null : "Because.");
    if (decision === "approved") await answer(manager, id, "approved");
    const { people, card } = notice("project.decided");
    expect(await people(as(rep), id, "project")).toEqual([rep.id]);
    expect(saying((await card(as(rep), id, "project")) ?? { title: "", elements: [] })).toContain(sentence);
    expect(await card(as(rep), 999_999, "project")).toBeNull();
  });

  test("a channel hears of an approved project, and of no other", async () => {
    const id = await fileOne();
    const { people, card } = notice("project.approved");
    expect(await people(everyone(), id, "project")).toEqual([]);
    expect(await card(everyone(), id, "project")).toBeNull();
    await answer(head, id, "approved");
    await answer(manager, id, "approved");
    const drawn = (await card(everyone(), id, "project")) ?? { title: "", elements: [] };
    expect(saying(drawn)).toContain("Rui Rep’s project is approved and set up.");
    expect(actionsOf(drawn)).toEqual([]);
    expect(saying(drawn)).not.toContain("The old one is slow.");
  });
});
