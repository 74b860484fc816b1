import type { Interaction } from "../../../src/ui/interaction";
import { formErrors, nothing, type Outcome, openForm } from "../../../src/ui/outcome";
import { formOf } from "../support/forms";
import { type FlowBot, startFlowBot } from "./support/flow-bot";
import { fixture, type Payload } from "./support/flow-fixtures";

let bot: FlowBot;
beforeEach(async () => {
  bot = await startFlowBot();
});
afterEach(() => bot.close());

// Ids as tools on a developer's machine make them up: neither a bot's nor a tenant's look like those of Teams.
const conversationId = "7b1d5c86-2f0e-4a39-9c48-51e6d3a7f204";
const botId = "00000000-0000-0000-0000-00000000000042";
const tenant = { id: "00000000-0000-0000-0000-0000000000007" };
const conversation = { id: conversationId, conversationType: "personal", tenantId: tenant.id };
const common: Payload = {
  channelId: "msteams",
  from: { id: "person-0", aadObjectId: "00000000-0000-0000-0000-0000000000070" },
  recipient: { id: botId, name: "Local Bot" },
  channelData: { tenant },
  conversation,
  localTimezone: undefined,
  entities: undefined,
};
let made = 0;
const deliver = (name: string, changes: Payload = {}) => {
  made += 1;
  return bot.deliver(name, { ...common, id: `activity-${made}`, ...changes });
};
const text = (value: unknown) => JSON.stringify(value);

describe("the page of a local tool", () => {
  const load = () =>
    Promise.all([
      deliver("install-personal"),
      deliver("install-personal", {
        type: "conversationUpdate",
        action: undefined,
        membersAdded: [{ id: "person-0" }, { id: botId }],
      }),
    ]);

  it("tells of one installation twice at the same moment and at every load, and one welcome comes of it", async () => {
    const { find } = bot.store;
    // Slow enough for the second to be there before the first is kept.
    bot.store.find = async (id) => {
      const found = await find(id);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return found;
    };
    const answers = [...(await load()), ...(await load())];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await bot.connection.stop();
    expect(bot.dispatched.map(({ input }) => input.kind)).toEqual(["home"]);
  });

  it("is welcomed again once the bot was taken out", async () => {
    await load();
    await deliver("install-personal", { action: "remove" });
    await load();
    await bot.connection.stop();
    expect(bot.dispatched).toHaveLength(2);
  });

  it("is no place to welcome whoever has spoken before", async () => {
    await deliver("message-personal");
    await load();
    await bot.connection.stop();
    expect(bot.dispatched).toEqual([]);
  });

  it("welcomes nobody for another member that came", async () => {
    await deliver("install-personal", {
      type: "conversationUpdate",
      action: undefined,
      membersAdded: [{ id: "person-0" }],
    });
    await bot.connection.stop();
    expect(bot.dispatched).toEqual([]);
  });
});

describe("a local tool that plays another channel", () => {
  it.each(["emulator", "webchat", "directline"])("is heard as a personal chat: %s", async (channelId) => {
    const bare = { channelId, conversation: { id: conversationId }, channelData: undefined };
    expect((await deliver("message-personal", bare)).status).toBe(200);
    expect(bot.accepted[0]?.conversation).toEqual({ id: conversationId, kind: "direct" });
    expect(bot.store.all.get(conversationId)).toMatchObject({ kind: "personal", userId: "person-0" });
  });

  it("is heard as a group where it says that it is one", async () => {
    await deliver("message-personal", {
      channelId: "emulator",
      conversation: { id: conversationId, isGroup: true },
      channelData: undefined,
    });
    expect(bot.accepted[0]?.conversation?.kind).toBe("channel");
  });

  it("may say things that nobody knows", async () => {
    for (const type of ["event", "typing", "messageReaction", "handoff"])
      expect((await deliver("message-personal", { type })).status).toBe(200);
    expect((await deliver("execute-personal", { name: "their/own" })).status).toBe(200);
    expect(bot.accepted).toEqual([]);
  });
});

it("a command right behind the bot's mention is understood", async () => {
  await deliver("message-channel", {
    text: "<at>Local Bot</at>expense new",
    conversation: { id: "channel-0;messageid=17", isGroup: true, conversationType: "channel" },
    channelData: { team: { id: "team-0" }, channel: { id: "channel-0" }, tenant },
    entities: [{ type: "mention", mentioned: { id: botId, name: "Local Bot" }, text: "<at>Local Bot</at>" }],
  });
  expect(bot.accepted[0]?.input).toEqual({ kind: "command", name: "expense", text: "new" });
});

describe("a form's lookup where nobody searches while typing", () => {
  const form = formOf(
    ["customer", "other"].map((name) => ({
      name,
      label: name,
      required: false,
      widget: { kind: "lookup", source: "customer" },
      ...(name === "other" ? { value: { value: "3", label: "As it was" } } : {}),
    })),
  );
  const options = Array.from({ length: 17 }, (_, index) => ({
    value: String(index),
    label: `Firm ${index}`,
  }));
  const answer = (outcome: Outcome, found: Outcome = { kind: "options", options }) => {
    bot.answer = ({ input }) => (input.kind === "search" ? found : outcome);
  };
  const searches = (): Interaction[] => bot.dispatched.filter(({ input }) => input.kind === "search");
  const inputs = (card: unknown): { id: string; choices: { value: string }[]; value?: string }[] =>
    Object(card).body.filter(({ type }: { type: string }) => type === "Input.ChoiceSet");

  it("is drawn with the first options of its search, asked for once under a delivery of its own", async () => {
    answer(openForm(form));
    await deliver("execute-personal");
    const [sent] = bot.connector.sentTo(conversationId);
    const [first, second] = inputs(Object(sent).attachments[0].content);
    expect(first?.choices.map(({ value }) => value)).toEqual(
      options.slice(0, 15).map(({ value, label }) => JSON.stringify([value, label])),
    );
    expect(second?.choices).toHaveLength(15);
    expect(second?.choices[0]?.value).toBe(second?.value);
    expect(text(sent)).not.toContain("Data.Query");
    expect(searches().map(({ input }) => input)).toEqual([{ kind: "search", source: "customer", query: "" }]);
    expect(new Set(bot.dispatched.map(({ deliveryId }) => deliveryId)).size).toBe(2);
    expect(bot.log).toContainEqual(expect.objectContaining({ fields: expect.objectContaining({ left: 2 }) }));
  });

  it("has them again beside its errors, and when a message is answered", async () => {
    answer(formErrors({ customer: "Choose one" }));
    const data = { drumbeat: { do: "submit", form, source: null }, "field:other": '["3","As it was"]' };
    const { body } = await deliver("execute-form", { value: { action: { verb: "drumbeat", data } } });
    expect(inputs(Object(body).value)[0]?.choices).toHaveLength(15);
    expect(text(body)).toContain("Choose one");
    await deliver("message-personal");
    for (const said of bot.accepted) await bot.connection.perform(said, openForm(form));
    expect(text(bot.connector.sentTo(conversationId))).toContain("Firm 14");
  });

  it("is empty, and the log says so, where the search answers nothing", async () => {
    answer(openForm(form), nothing);
    await deliver("execute-personal");
    const [sent] = bot.connector.sentTo(conversationId);
    expect(inputs(Object(sent).attachments[0].content)[0]?.choices).toEqual([]);
    expect(bot.log).toContainEqual(expect.objectContaining({ level: "warn" }));
  });
});

it("the question about a file gives way to its name where no message can be removed", async () => {
  const userId = String(Object(fixture("consent-accept").from).id);
  bot.offered.set(`file:42 ${userId}`, {
    name: "EXP-42.pdf",
    mimeType: "application/pdf",
    content: new TextEncoder().encode("%PDF-1.7"),
  });
  bot.connector.refuse = ({ method }) =>
    method === "DELETE" ? { status: 501, code: "DeleteActivityAPINotImplemented" } : null;
  const value = Object(fixture("consent-accept").value);
  const uploadInfo = { ...value.uploadInfo, uploadUrl: `${bot.connector.serviceUrl}upload` };
  await bot.deliver("consent-accept", { value: { ...value, uploadInfo } });
  await bot.connection.stop();
  expect(bot.connector.updates()).toContainEqual({
    messageId: "1732345000009",
    body: expect.objectContaining({ text: "EXP-42.pdf" }),
  });
});
