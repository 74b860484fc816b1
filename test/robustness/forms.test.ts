import { inputBlocks } from "../../sandbox/block-kit/state";
import { type JsonObject, stringAt } from "../../sandbox/json";
import { type RunningCompany, startCompany } from "../support/company";
import { type FormAnswers, HandMadeClient } from "./support/client";
import { faultsOf, faultsOfRefused, judge } from "./support/judge";
import { typedInForms } from "./support/nasty-texts";
import { formNames, newCustomer, type OpenForm, openForm } from "./support/open-forms";

let company: RunningCompany;
let client: HandMadeClient;
let customerId: string;
let otherCustomerId: string;
let personId: string;
beforeAll(async () => {
  company = await startCompany();
  client = new HandMadeClient(company);
  await company.everybodyArrives();
  customerId = await newCustomer(client);
  otherCustomerId = await newCustomer(client);
  const colleague = await company.db.client.person.findFirstOrThrow({ where: { name: "許家穎" } });
  personId = String(colleague.id);
  await company.settled();
});
afterAll(async () => {
  // What was taken is told to everybody concerned, in blocks that Slack takes.
  await company.settled(60_000);
  expect(company.sandbox.workspace.problems).toEqual([]);
  await company.stop();
}, 90_000);

interface Field {
  name: string;
  type: string;
  element: JsonObject;
}

const fieldsOf = ({ view }: OpenForm): Field[] =>
  inputBlocks(view.blocks).map(({ blockId, element }) => ({
    name: blockId.replace("field:", ""),
    type: stringAt(element, "type") ?? "",
    element,
  }));

let emails = 0;
const right: Readonly<Record<string, () => string>> = {
  amount: () => "12.50",
  budget: () => "80000",
  startsOn: () => "2026-12-01",
  endsOn: () => "2027-03-31",
  from: () => "2026-12-01",
  until: () => "2026-12-05",
  category: () => "travel",
  severity: () => "S1",
  product: () => "crm",
  customer: () => customerId,
  merged: () => customerId,
  kept: () => otherCustomerId,
  person: () => personId,
  to: () => personId,
  delegateId: () => personId,
  active: () => "yes",
  name: () => `Name ${emails++} ${(emails * 7919).toString(36)}`,
  contactName: () => "Wang Fang",
  expectedOn: () => "2030-01-02",
  listPrice: () => "20000",
  lostReason: () => "price",
  score: () => "4",
  kind: () => "call",
  nextOn: () => "in 2 weeks",
  timeZone: () => "Asia/Shanghai",
};

/** An answer to each question that must be answered, so that only what a test puts in can be wrong. */
function rightAnswers(form: OpenForm): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const { name, type } of fieldsOf(form)) {
    const answer = right[name]?.();
    if (answer !== undefined) answers[name] = answer;
    else if (type === "plain_text_input" && !["phone", "invoiceNumber", "region"].includes(name))
      answers[name] =
        form.view.definition.callback_id === "person.add" ? `new${emails++}@yunfan.example` : "Words";
  }
  return answers;
}

/** Hands the form in with one answer exchanged, opening it anew whenever it was taken. Faults by what was put in. */
async function tryEach(
  name: string,
  tries: Iterable<readonly [title: string, answers: FormAnswers, more?: JsonObject]>,
  check: typeof faultsOf,
): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {};
  let form = await openForm(client, name);
  for (const [title, answers, more] of tries) {
    let taken = false;
    const faults = await check(company, async () => {
      const answer = await client.handIn(form.post, form.view, { ...rightAnswers(form), ...answers }, more);
      taken = Object.keys(answer.errors).length === 0;
      return answer;
    });
    if (faults.length > 0) wrong[title] = faults;
    if (taken) {
      form = await openForm(client, name);
    }
  }
  return wrong;
}

const today = () => new Date().toISOString().slice(0, 10);
const expenseDay = (name: string): FormAnswers => (name.startsWith("expense.") ? { spentOn: today() } : {});

describe.each(formNames)("the form %s", (name) => {
  it("takes right answers", async () => {
    const form = await openForm(client, name);
    const { faults, changed, answer } = await judge(company, () =>
      client.handIn(form.post, form.view, { ...rightAnswers(form), ...expenseDay(name) }),
    );
    expect({ faults, errors: answer.errors }).toEqual({ faults: [], errors: {} });
    // Who is given what they have already is not changed, and a handover is shown before it is confirmed.
    if (!["person.edit", "complaint.assign", "handover.new", "merge.new"].includes(name))
      expect(changed).not.toEqual([]);
  });

  it("answers nasty text in any field at the field, or takes it whole", async () => {
    const form = await openForm(client, name);
    const typed = fieldsOf(form).filter(({ type }) => /_text_input$/.test(type));
    // The first field gets all of it; the others what length, emptiness and encoding can do.
    const tries = typed.flatMap((field, index) =>
      typedInForms(index === 0).map(
        ([title, text]) => [`${field.name}: ${title}`, { ...expenseDay(name), [field.name]: text }] as const,
      ),
    );
    expect(await tryEach(name, tries, faultsOf)).toEqual({});
  }, 90_000);

  it("refuses what no client sends, at the field or in a sentence, and saves nothing", async () => {
    const form = await openForm(client, name);
    const tries = fieldsOf(form).flatMap((field) =>
      forgedStates(field).map(
        ([title, state]) =>
          [`${field.name}: ${title}`, { ...expenseDay(name), [field.name]: state }] as const,
      ),
    );
    expect(await tryEach(name, tries, faultsOfRefused)).toEqual({});
  }, 90_000);
});

/** Answers that the element's type cannot give, or that name what is not there. */
function forgedStates({ type }: Field): [string, JsonObject][] {
  const option = (value: string) => ({ value, text: { type: "plain_text", text: value } });
  switch (type) {
    case "datepicker":
      return ["2026-02-30", "0000-00-00", "garbage", "275760-09-14", "2026-1-1", "99999-01-01"].map((day) => [
        day,
        { type, selected_date: day },
      ]);
    case "static_select":
      return ["no-such", "__proto__", "constructor", "1; drop table", "x".repeat(5_000)].map((value) => [
        value.slice(0, 20),
        { type, selected_option: option(value) },
      ]);
    case "multi_static_select":
      return ["no-such", "__proto__", "x".repeat(5_000)].map((value) => [
        value.slice(0, 20),
        { type, selected_options: [option(value)] },
      ]);
    case "external_select":
      return ["0", "-1", "99999999999", "999999999", "abc", "1; drop table", "1.5", "１００１"].map(
        (value) => [value, { type, selected_option: option(value) }],
      );
    case "file_input": {
      const file = { id: "F1", name: "a.png", mimetype: "image/png", size: 10 };
      const elsewhere = [
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "https://evil.example/a.png",
        "",
        "x",
      ];
      const files: [string, JsonObject[]][] = [
        ...elsewhere.map((url): [string, JsonObject[]] => [
          url || "no address",
          [{ ...file, url_private: url }],
        ]),
        ["eleven files", Array.from({ length: 11 }, (_, each) => ({ ...file, id: `F${each}` }))],
        ["a program", [{ ...file, name: "a.exe" }]],
      ];
      return files.map(([title, list]) => [title, { type, files: list }]);
    }
    default:
      return [];
  }
}
