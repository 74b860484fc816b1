import {
  type Answered,
  button,
  card,
  cardAnswer,
  cardType,
  type ExampleBot,
  isInvoke,
  type Received,
  startBot,
  textBlock,
} from "./support/example-bot";

let bot: ExampleBot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const wentWrong = "Something went wrong. Please try again.";
const onExecute = (answer: (activity: Received) => Promise<Answered> | Answered) => {
  bot.on = (activity) => (isInvoke(activity, "adaptiveCard/action") ? answer(activity) : undefined);
};

describe("a card of one's own", () => {
  const personal = (ids: string[], text = "for everybody") =>
    card([textBlock(text)], [], { refresh: { action: button("Draw", "draw", { id: "7" }), userIds: ids } });

  it("is asked for by the client itself, for those alone whom the card names, again after each change", async () => {
    const ann = bot.tenant.as("Ann Lee");
    const bo = bot.tenant.as("Bo Chen");
    const channel = ann.channel("sales");
    let drawn = 0;
    onExecute(({ from }) => {
      drawn += 1;
      return cardAnswer(card([textBlock(`for ${from.name}, ${drawn}`)]));
    });
    const { body } = await bot.sendCard(channel.id, personal([ann.id]));
    await bot.tenant.settled();
    expect(bot.received.at(-1)?.activity).toMatchObject({
      replyToId: body.id,
      from: { id: ann.id },
      value: { action: { type: "Action.Execute", verb: "draw", data: { id: "7" } }, trigger: "automatic" },
    });
    expect(channel.last()?.text).toBe("for Ann Lee, 1");
    expect(bo.channel("sales").last()?.text).toBe("for everybody");
    await bot.call("PUT", `v3/conversations/${encodeURIComponent(channel.id)}/activities/${body.id}`, {
      type: "message",
      attachments: [{ contentType: cardType, content: personal([ann.id, bo.id], "changed") }],
    });
    await bot.tenant.settled();
    expect(channel.last()?.text).toMatch(/^for Ann Lee, [23]$/);
    expect(bo.channel("sales").last()?.text).toMatch(/^for Bo Chen, [23]$/);
    expect(bot.tenant.as("Cy Ode").channel("sales").last()?.text).toBe("changed");
    expect(bot.tenant.problems).toEqual([]);
  });

  it("that comes after the message has changed again is not shown", async () => {
    const ann = bot.tenant.as("Ann Lee");
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    onExecute(async () => {
      asked += 1;
      const mine = asked;
      if (mine === 1) await released;
      return cardAnswer(card([textBlock(`drawn ${mine}`)]));
    });
    const { body } = await bot.sendCard(ann.dm().id, personal([ann.id]));
    await bot.call("PUT", `v3/conversations/${ann.dm().id}/activities/${body.id}`, {
      type: "message",
      attachments: [{ contentType: cardType, content: personal([ann.id], "changed") }],
    });
    await ann.waitFor(() => ann.dm().last()?.text === "drawn 2");
    release();
    await ann.waitFor(() => bot.tenant.deliveries.every(({ response }) => response !== undefined));
    await bot.tenant.settled();
    expect(ann.dm().last()?.text).toBe("drawn 2");
  });

  it("goes when the bot changes the message", async () => {
    const ann = bot.tenant.as("Ann Lee");
    onExecute(() => cardAnswer(card([textBlock("pressed")])));
    const { body } = await bot.sendCard(ann.dm().id, card([textBlock("shared")], [button("Press", "press")]));
    await ann.dm().last()?.click("Press");
    expect(ann.dm().last()?.text).toBe("pressed");
    await bot.call("PUT", `v3/conversations/${ann.dm().id}/activities/${body.id}`, {
      type: "message",
      attachments: [{ contentType: cardType, content: card([textBlock("changed")]) }],
    });
    expect(ann.dm().last()?.text).toBe("changed");
  });

  it("that changes the message which asks for it is stopped and noted", async () => {
    const ann = bot.tenant.as("Ann Lee");
    onExecute(async ({ conversation, replyToId }) => {
      await bot.call("PUT", `v3/conversations/${conversation.id}/activities/${replyToId}`, {
        type: "message",
        attachments: [{ contentType: cardType, content: personal([ann.id]) }],
      });
      return cardAnswer(card([textBlock("mine")]));
    });
    await bot.sendCard(ann.dm().id, personal([ann.id]));
    await ann.waitFor(() => bot.tenant.problems.length > 0);
    await bot.tenant.settled();
    expect(bot.tenant.problems).toEqual([expect.objectContaining({ kind: "refresh_storm" })]);
  });
});

describe("a press", () => {
  const pressed = async () => {
    const ann = bot.tenant.as("Ann Lee");
    await bot.sendCard(ann.dm().id, card([textBlock("a card")], [button("Press", "press")]));
    return ann.dm().last()?.click("Press");
  };

  it("is answered with a sentence in a banner, or with nothing to be seen", async () => {
    let value = "Done.";
    onExecute(() => ({
      body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value },
    }));
    await pressed();
    value = "";
    await pressed();
    expect(bot.tenant.as("Ann Lee").notices).toEqual(["Done."]);
    expect(bot.tenant.as("Ann Lee").dm().last()?.text).toBe("a card");
    expect(bot.tenant.problems).toEqual([]);
  });

  it("that the bot refuses says why", async () => {
    onExecute(() => ({
      body: {
        statusCode: 403,
        type: "application/vnd.microsoft.error",
        value: { code: "403", message: "Not you." },
      },
    }));
    await expect(pressed()).rejects.toThrow("Not you.");
  });

  it.each<[string, Answered, string]>([
    ["an empty answer", {}, "invoke_answer"],
    ["a type that is none", { body: { statusCode: 200, type: "text", value: "a" } }, "invoke_answer"],
    ["no status", { body: { type: cardType, value: card([]) } }, "invoke_answer"],
    [
      "more than there may be",
      { body: { statusCode: 200, type: cardType, value: card([]), card: {} } },
      "invoke_answer",
    ],
    ["an error of the server", { status: 500 }, "invoke_refused"],
    ["a status of 201", { status: 201, body: {} }, "invoke_refused"],
  ])("fails for the person and is noted: %s", async (_what, answer, kind) => {
    onExecute(() => answer);
    await expect(pressed()).rejects.toThrow(wentWrong);
    expect(bot.tenant.as("Ann Lee").notices).toEqual([wentWrong]);
    expect(bot.tenant.problems).toEqual([expect.objectContaining({ kind, where: "adaptiveCard/action" })]);
  });

  it("answered with a wrong card is noted", async () => {
    onExecute(() => cardAnswer(card([{ type: "Chart" }])));
    await pressed();
    expect(bot.tenant.problems).toEqual([expect.objectContaining({ kind: "invalid_card" })]);
  });

  it("is slow after three seconds, and has failed after five", async () => {
    const ann = bot.tenant.as("Ann Lee");
    const waits: Record<string, number> = { slow: 3_200, dead: 5_400 };
    onExecute(({ value }) => ({
      ...cardAnswer(card([textBlock("at last")])),
      afterMs: waits[JSON.stringify(value).includes("slow") ? "slow" : "dead"] ?? 0,
    }));
    await bot.sendCard(
      ann.dm().id,
      card([textBlock("a card")], [button("Slow", "slow"), button("Dead", "dead")]),
    );
    const message = ann.dm().last();
    const dead = message?.holdClick("Dead")();
    await message?.click("Slow");
    expect(message?.text).toBe("at last");
    expect(await dead).toMatchObject({ ok: false, problem: wentWrong });
    expect(bot.tenant.problems.map(({ kind }) => kind)).toEqual(["slow_invoke", "delivery_failed"]);
  });

  it("hands in what stands in the card, and behind a button that asks first presses the one there", async () => {
    const ann = bot.tenant.as("Ann Lee");
    onExecute(() => cardAnswer(card([textBlock("done")])));
    const inner = {
      type: "AdaptiveCard",
      body: [textBlock("Sure?")],
      actions: [button("Yes", "yes", { id: "1" })],
    };
    await bot.sendCard(
      ann.dm().id,
      card(
        [
          { type: "Input.Text", id: "note", label: "Note", value: "as it was" },
          { type: "Input.Number", id: "count", label: "Count", value: 3 },
        ],
        [{ type: "Action.ShowCard", title: "Delete", card: inner }],
      ),
    );
    const message = ann.dm().last();
    expect([message?.buttons, message?.text]).toEqual([["Delete"], "Note\nCount"]);
    await message?.form().fill({ Note: "typed" });
    await message?.click("Delete");
    expect(bot.received.at(-1)?.activity.value).toMatchObject({
      action: { verb: "yes", title: "Yes", data: { id: "1", note: "typed", count: "3" } },
    });
  });

  it("reaches the bot as the card was when somebody began it", async () => {
    const ann = bot.tenant.as("Ann Lee");
    onExecute(() => cardAnswer(card([textBlock("done")])));
    await bot.sendCard(ann.dm().id, card([textBlock("a card")], [button("Old", "old")]));
    const late = ann.dm().last()?.holdClick("Old");
    await bot.call("PUT", `v3/conversations/${ann.dm().id}/activities/${ann.dm().last()?.id}`, {
      type: "message",
      attachments: [{ contentType: cardType, content: card([textBlock("another")]) }],
    });
    expect(await late?.()).toEqual({ ok: true });
    expect(bot.received.at(-1)?.activity.value).toMatchObject({ action: { verb: "old" } });
    await expect(ann.dm().last()?.click("Old")).rejects.toThrow('There is no button "Old"; there are: none.');
  });

  it("of Action.Submit is a message without words", async () => {
    const ann = bot.tenant.as("Ann Lee");
    await bot.sendCard(
      ann.dm().id,
      card([textBlock("a card")], [{ type: "Action.Submit", title: "Send", data: { id: "7" } }]),
    );
    const message = ann.dm().last();
    await message?.click("Send");
    expect(bot.received.at(-1)?.activity).toMatchObject({
      type: "message",
      replyToId: message?.id,
      value: { id: "7" },
    });
  });
});
