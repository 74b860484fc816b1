import type { JsonObject } from "../../../sandbox/json";
import {
  type Answered,
  button,
  card,
  cardType,
  type ExampleBot,
  isInvoke,
  startBot,
  taskAnswer,
  textBlock,
} from "./support/example-bot";

let bot: ExampleBot;
beforeEach(async () => {
  bot = await startBot({
    messageActions: [{ id: "complaint", title: "Record a complaint" }],
    searches: [{ id: "customers", title: "Customers", description: "By name" }],
  });
});
afterEach(() => bot.stop());

const wentWrong = "Something went wrong. Please try again.";
const submit = { type: "Action.Submit", title: "Send", data: { form: "claim" } };
const openForm = {
  type: "Action.Submit",
  title: "Open",
  data: { msteams: { type: "task/fetch" }, form: "claim" },
};
const lookup = {
  type: "Input.ChoiceSet",
  id: "customer",
  label: "Customer",
  style: "filtered",
  "choices.data": { type: "Data.Query", dataset: "customers" },
};

/** Answers each invoke by its name. */
const answer = (answers: Record<string, Answered>) => {
  bot.on = (activity) => answers[activity.name ?? ""];
};

async function openedBy(answers: Record<string, Answered>) {
  const ann = bot.tenant.as("Ann Lee");
  answer(answers);
  await bot.sendCard(ann.dm().id, card([textBlock("a card")], [openForm]));
  await ann.dm().last()?.click("Open");
  return { ann, form: ann.modal() };
}

describe("a dialog", () => {
  it("is asked for, handed in and closed", async () => {
    const { ann, form } = await openedBy({
      "task/fetch": taskAnswer(
        "Claim",
        card([textBlock("Who?"), { type: "Input.Text", id: "who", label: "Who" }], [submit]),
      ),
      "task/submit": {},
    });
    expect(bot.received.at(-1)?.activity).toMatchObject({
      name: "task/fetch",
      replyToId: ann.dm().last()?.id,
      value: { data: { msteams: { type: "task/fetch" }, form: "claim" }, context: { theme: "default" } },
    });
    expect([form?.title, form?.text, form?.buttons]).toEqual(["Claim", "Who?\nWho", ["Send"]]);
    await form?.fill({ Who: "Ann" });
    expect(await form?.submit()).toMatchObject({ closed: true, modal: undefined });
    expect(bot.received.at(-1)?.activity).toMatchObject({
      name: "task/submit",
      value: { data: { form: "claim", who: "Ann" }, context: { theme: "default" } },
    });
    expect(bot.tenant.problems).toEqual([]);
  });

  it("is another's neither to see nor to hand in", async () => {
    await openedBy({ "task/fetch": taskAnswer("Claim", card([textBlock("Mine")], [submit])) });
    expect(bot.tenant.as("Bo Chen").modal()).toBeUndefined();
    expect(bot.tenant.as("Ann Lee").modal()?.title).toBe("Claim");
  });

  it("that holds a sentence alone is read and closed", async () => {
    const { ann, form } = await openedBy({
      "task/fetch": { body: { task: { type: "message", value: "Not today." } } },
    });
    expect(form).toBeUndefined();
    expect(ann.notices).toEqual(["Not today."]);
  });

  it("is checked by the client before the bot hears of it", async () => {
    const rules: JsonObject[] = [
      { type: "Input.Text", id: "code", label: "Code", regex: "^[A-Z]+$", errorMessage: "Capitals." },
      { type: "Input.Number", id: "count", label: "Count", min: 1, max: 3, errorMessage: "One to three." },
      {
        type: "Input.ChoiceSet",
        id: "kind",
        label: "Kind",
        choices: [{ title: "A", value: "a" }],
        isRequired: true,
      },
    ];
    const { form } = await openedBy({
      "task/fetch": taskAnswer("Claim", card(rules, [submit])),
      "task/submit": {},
    });
    await form?.fill({ Code: "abc", Count: "4" });
    const heard = bot.received.length;
    const refused = await form?.submit();
    expect(refused?.errorsByLabel).toEqual({
      Code: "Capitals.",
      Count: "One to three.",
      Kind: "This is a required field.",
    });
    expect(bot.received).toHaveLength(heard);
    await expect(form?.fill({ Kind: "B" })).rejects.toThrow(
      'There is no option "B" in "Kind"; there are: A.',
    );
    await form?.fill({ Code: "ABC", Count: "2", Kind: "A" });
    expect(await form?.submit()).toMatchObject({ closed: true, errorsByLabel: {} });
  });

  it("says beside which line something is wrong that stands in no field", async () => {
    const bold = {
      type: "RichTextBlock",
      inlines: [{ type: "TextRun", text: "Receipts", weight: "bolder" }],
    };
    const red = (text: string) => ({
      type: "RichTextBlock",
      inlines: [{ type: "TextRun", text, color: "attention" }],
    });
    const fields = [
      { type: "Input.Text", id: "who", label: "Who" },
      bold,
      textBlock("Send them here."),
      red("None yet."),
    ];
    const { form } = await openedBy({
      "task/fetch": taskAnswer("Claim", card(fields.slice(0, 1), [submit])),
      "task/submit": taskAnswer("Claim", card([red("Too late."), ...fields], [submit])),
    });
    expect(await form?.submit()).toMatchObject({
      errorsByLabel: { "": "Too late.", Receipts: "None yet." },
      closed: false,
    });
    expect(form?.fields.map(({ error }) => error)).toEqual([undefined]);
  });

  it.each<[string, Answered, string]>([
    ["nothing", {}, "invoke_answer"],
    ["no task", { body: { dialog: {} } }, "invoke_answer"],
    [
      "a task without a card",
      { body: { task: { type: "continue", value: { title: "A" } } } },
      "invalid_task",
    ],
    ["a failure", { status: 500 }, "invoke_refused"],
  ])("does not open for %s", async (_what, answered, kind) => {
    await expect(openedBy({ "task/fetch": answered })).rejects.toThrow(wentWrong);
    expect(bot.tenant.problems[0]).toMatchObject({ kind, where: "task/fetch" });
    expect(bot.tenant.as("Ann Lee").modal()).toBeUndefined();
  });

  it.each<[string, Answered, string]>([
    ["no title", taskAnswer("", card([])), "invalid_task"],
    [
      "a press that dialogs do not have",
      taskAnswer("A", card([], [button("Press", "press")])),
      "invalid_task",
    ],
    ["a wrong card", taskAnswer("A", card([{ type: "Chart" }])), "invalid_card"],
    [
      "a size that is none",
      {
        body: {
          task: {
            type: "continue",
            value: { title: "A", height: "huge", card: { contentType: cardType, content: card([]) } },
          },
        },
      },
      "invalid_task",
    ],
  ])("with %s is noted", async (_what, answered, kind) => {
    await openedBy({ "task/fetch": answered });
    expect(bot.tenant.problems).toEqual([expect.objectContaining({ kind, where: "task/fetch" })]);
  });
});

describe("a field that looks options up", () => {
  const results = (count: number): Answered => ({
    body: {
      statusCode: 200,
      type: "application/vnd.microsoft.search.searchResponse",
      value: {
        results: Array.from({ length: count }, (_, index) => ({ title: `Acme ${index}`, value: `${index}` })),
      },
    },
  });

  it("asks the bot for what was typed, and shows what was chosen", async () => {
    const { form } = await openedBy({
      "task/fetch": taskAnswer("Claim", card([lookup], [submit])),
      "application/search": results(3),
      "task/submit": {},
    });
    await form?.fill({ Customer: "Acme 1" });
    expect(bot.received.at(-1)?.activity.value).toEqual({
      queryText: "Acme 1",
      queryOptions: { skip: 0, top: 15 },
      dataset: "customers",
      kind: "search",
    });
    expect(form?.fields[0]?.state).toEqual({ value: "Acme 1" });
    await form?.submit();
    expect(bot.received.at(-1)?.activity.value).toMatchObject({ data: { customer: "1" } });
  });

  it("is offered fifteen at most, and no other kind of answer", async () => {
    const opened = { "task/fetch": taskAnswer("Claim", card([lookup], [submit])) };
    const { form } = await openedBy({ ...opened, "application/search": results(16) });
    await form?.fill({ Customer: "Acme" });
    answer({ "application/search": { body: { results: [] } } });
    await expect(form?.fill({ Customer: "Acme" })).rejects.toThrow(wentWrong);
    expect(bot.tenant.problems.map(({ kind }) => kind)).toEqual(["too_many_results", "invoke_answer"]);
  });
});

describe("an action on a message", () => {
  it("is given the message, and what is handed in with it", async () => {
    answer({
      "composeExtension/fetchTask": taskAnswer(
        "Complaint",
        card([{ type: "Input.Text", id: "what", label: "What" }], [submit]),
      ),
      "composeExtension/submitAction": {},
    });
    const ann = bot.tenant.as("Ann Lee");
    await bot.tenant.as("Bo Chen").say("It is <down>", { in: "sales" });
    await ann.channel("sales").last()?.shortcut("Record a complaint");
    const message = ann.channel("sales").last();
    expect(bot.received.at(-1)?.activity.value).toMatchObject({
      commandId: "complaint",
      commandContext: "message",
      messagePayload: {
        id: message?.id,
        from: { user: { userIdentityType: "aadUser", displayName: "Bo Chen" } },
        body: { contentType: "html", content: "<div>It is &lt;down&gt;</div>" },
        linkToMessage: expect.stringContaining(`/${message?.id}?`),
      },
    });
    const form = ann.modal();
    await form?.fill({ What: "all of it" });
    expect(await form?.submit()).toMatchObject({ closed: true });
    expect(bot.received.at(-1)?.activity).toMatchObject({
      name: "composeExtension/submitAction",
      value: {
        commandId: "complaint",
        data: { form: "claim", what: "all of it" },
        messagePayload: { id: message?.id },
      },
    });
    await expect(message?.shortcut("Another")).rejects.toThrow(
      'The app has no action "Another" on messages.',
    );
    expect(bot.tenant.problems).toEqual([]);
  });
});

describe("the app's search", () => {
  const hero = "application/vnd.microsoft.card.hero";
  const found = {
    body: {
      composeExtension: {
        type: "result",
        attachmentLayout: "list",
        attachments: [
          {
            contentType: hero,
            content: { title: "Acme" },
            preview: {
              contentType: hero,
              content: { title: "Acme", text: "CUS-1", tap: { type: "invoke", value: { id: "1" } } },
            },
          },
        ],
      },
    },
  };

  it("finds records, of which one is put into a conversation as the person's own message", async () => {
    answer({
      "composeExtension/query": found,
      "composeExtension/selectItem": {
        body: {
          composeExtension: {
            type: "result",
            attachmentLayout: "list",
            attachments: [{ contentType: cardType, content: card([textBlock("Acme Trading")]) }],
          },
        },
      },
    });
    const ann = bot.tenant.as("Ann Lee");
    const [record] = await ann.search("customers", "acm");
    expect(record).toMatchObject({ title: "Acme", text: "CUS-1" });
    expect(bot.received.at(-1)?.activity.value).toEqual({
      commandId: "customers",
      parameters: [{ name: "query", value: "acm" }],
      queryOptions: { skip: 0, count: 25 },
    });
    await ann.search("Customers", "");
    expect(bot.received.at(-1)?.activity.value).toMatchObject({
      parameters: [{ name: "initialRun", value: "true" }],
    });
    if (record === undefined) throw new Error("nothing was found");
    await ann.share(record, { in: "sales" });
    expect(
      bot.received.find(({ activity }) => isInvoke(activity, "composeExtension/selectItem"))?.activity.value,
    ).toEqual({
      id: "1",
    });
    expect(bot.tenant.as("Bo Chen").channel("sales").last()).toMatchObject({
      text: "Acme Trading",
      fromBot: false,
    });
    expect(bot.tenant.problems).toEqual([]);
  });

  it("without a result is noted", async () => {
    answer({ "composeExtension/query": { body: {} } });
    await expect(bot.tenant.as("Ann Lee").search("customers", "a")).rejects.toThrow(wentWrong);
    expect(bot.tenant.problems).toEqual([expect.objectContaining({ kind: "invoke_answer" })]);
  });
});
