import type { Colleague } from "../../support/colleague";
import {
  button,
  card,
  cardAnswer,
  type ExampleBot,
  isInvoke,
  startBot,
  taskAnswer,
  textBlock,
} from "./support/example-bot";

let bot: ExampleBot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  expect(bot.tenant.problems).toEqual([]);
  await bot.stop();
});

const openForm = {
  type: "Action.Submit",
  title: "Open the form",
  data: { msteams: { type: "task/fetch" }, form: "claim" },
};

describe("somebody at Teams' client", () => {
  it("says a command and reads the card that answers it", async () => {
    const ann: Colleague = bot.tenant.as("ann@example.test");
    bot.on = async (activity) => {
      if (activity.type === "message")
        await bot.sendCard(
          activity.conversation.id,
          card([textBlock(`You said ${activity.text}`)], [button("Fine", "ok")]),
        );
      return undefined;
    };
    const answer = await ann.command("/expense new 12 taxi");
    expect(answer).toMatchObject({
      text: "You said /expense new 12 taxi",
      modal: undefined,
      problem: undefined,
    });
    expect(answer.messages[0]?.buttons).toEqual(["Fine"]);
    expect(ann.dm().messages).toHaveLength(1);
  });

  it("is shown a card of their own after a press, and nobody else is", async () => {
    const ann = bot.tenant.as("Ann Lee");
    const bo = bot.tenant.as("Bo Chen");
    bot.on = (activity) =>
      isInvoke(activity, "adaptiveCard/action") ? cardAnswer(card([textBlock("Pressed")])) : undefined;
    await bot.sendCard(
      bo.channel("sales").id,
      card([textBlock("A thing")], [button("Press", "press", { id: "7" })]),
    );
    await ann.channel("sales").find("A thing")?.click("Press");
    expect(ann.channel("sales").last()?.text).toBe("Pressed");
    expect(bo.channel("sales").last()?.text).toBe("A thing");
    const press = bot.received.at(-1)?.activity;
    expect(press?.value).toEqual({
      action: { type: "Action.Execute", title: "Press", verb: "press", data: { id: "7" } },
      trigger: "manual",
    });
    expect(press?.conversation.id).toContain(";messageid=");
  });

  it("gets the form that an answer offers, hands it in, and reads what is wrong beneath the field", async () => {
    const ann: Colleague = bot.tenant.as("ann@example.test");
    const form = (error: string, value: string) =>
      card(
        [
          {
            type: "Input.Text",
            id: "amount",
            label: "Amount",
            isRequired: true,
            errorMessage: "Say how much.",
            value,
          },
          ...(error === "" ? [] : [{ type: "TextBlock", text: error, color: "attention", wrap: true }]),
          {
            type: "Input.ChoiceSet",
            id: "kind",
            label: "Kind",
            choices: [{ title: "Travel", value: "t" }],
            value: "t",
          },
        ],
        [{ type: "Action.Submit", title: "Send", data: { form: "claim" } }],
      );
    bot.on = async (activity) => {
      if (activity.type === "message")
        await bot.sendCard(activity.conversation.id, card([textBlock("A form")], [openForm]));
      if (isInvoke(activity, "task/fetch")) return taskAnswer("Claim", form("", ""));
      if (!isInvoke(activity, "task/submit")) return undefined;
      const { data } = activity.value ?? {};
      expect(data).toMatchObject({ form: "claim", kind: "t" });
      return JSON.stringify(data).includes("much") ? taskAnswer("Claim", form("No number.", "much")) : {};
    };
    const { modal } = await ann.command("/expense new");
    if (modal === undefined) throw new Error("no form");
    expect(modal.title).toBe("Claim");
    expect(modal.fields.map(({ label, state }) => [label, state])).toEqual([
      ["Amount", { value: "" }],
      ["Kind", { value: "Travel" }],
    ]);
    const heard = bot.received.length;
    expect(await modal.submit()).toMatchObject({ errorsByLabel: { Amount: "Say how much." }, closed: false });
    expect(bot.received).toHaveLength(heard);
    await modal.fill({ Amount: "much" });
    expect(await modal.submit()).toMatchObject({ errorsByLabel: { Amount: "No number." }, closed: false });
    expect(modal.fields[0]?.state).toEqual({ value: "much" });
    await expect(
      modal.fill({ Receipts: { name: "a.png", mimeType: "image/png", content: "x" } }),
    ).rejects.toThrow(/forms in Teams take none/);
    await modal.fill({ Amount: "12" });
    expect(await modal.submit()).toEqual({
      errorsByLabel: {},
      modal: undefined,
      closed: true,
      problem: undefined,
    });
    expect(ann.modal()).toBeUndefined();
  });
});
