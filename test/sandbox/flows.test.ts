import { type Connected, connect, exampleBot, type Heard } from "./support/example-bot";

describe.each(["http", "socket"] as const)("an app over %s", (transport) => {
  const heard: Heard = { submissions: [], closed: [], messages: [], actions: [] };
  let connected: Connected;
  const lin = () => connected.sandbox.as("lin@example.com");
  const ada = () => connected.sandbox.as("ada@example.com");

  beforeAll(async () => {
    connected = await connect(
      transport,
      exampleBot(heard, () => ada().id),
    );
  });
  afterAll(() => connected.stop());
  afterEach(() => {
    expect(connected.sandbox.workspace.problems).toEqual([]);
    for (const list of Object.values(heard)) list.length = 0;
  });

  async function openForm() {
    const { modal } = await lin().command("/expense new");
    if (modal === undefined) throw new Error("No modal was opened.");
    return modal;
  }

  test("a command's answer is seen by who gave it only", async () => {
    const outcome = await lin().command("/expense help", { in: "sales" });
    expect(outcome.text).toBe("Try /expense new");
    expect(outcome.messages.map((message) => message.isEphemeral)).toEqual([true]);
    expect(ada().channel("sales").messages).toEqual([]);
  });

  test("a form is opened, refused by the client, refused by the app, and filed", async () => {
    const modal = await openForm();
    expect(modal.title).toBe("New expense");
    expect(modal.fields.map((field) => field.label)).toEqual(["Amount", "Purpose", "Customer", "Receipts"]);
    expect((await modal.submit()).errors).toEqual({ purpose: "Please complete this required field." });
    await modal.fill({ Purpose: "ab" });
    expect((await modal.submit()).errorsByLabel).toEqual({ Purpose: "Please enter at least 3 characters." });
    await modal.fill({ Purpose: "bribe" });
    expect((await modal.submit()).errors).toEqual({ purpose: "Not this." });
    expect(modal.field("Purpose").error).toBe("Not this.");
    await modal.fill({
      Purpose: "taxi",
      Customer: "Aco",
      Receipts: [{ name: "r.png", mimeType: "image/png", content: "x" }],
    });
    const result = await modal.submit();
    expect(result).toMatchObject({ errors: {}, closed: true, modal: undefined, problem: undefined });
    const values = heard.submissions[0]?.state.values;
    expect(values?.amount?.amount).toEqual({ type: "number_input", value: "128.50" });
    expect(values?.customer?.customer?.selected_option?.value).toBe("acorn");
    expect(values?.receipts?.receipts).toMatchObject({
      type: "file_input",
      files: [{ name: "r.png", size: 1 }],
    });
    expect(heard.submissions[0]?.private_metadata).toBe("made-by-test");

    const card = await ada().dm().waitForMessage("taxi");
    expect(card.buttons).toEqual(["Approve"]);
    await card.click("Approve");
    await ada().waitFor(() => card.text === "Approved");
    await ada().dm().waitForMessage("Thank you");
    expect(heard.actions[0]?.container).toMatchObject({ type: "message", is_ephemeral: false });
    expect(lin().dm().find("taxi")).toBeUndefined();
  });

  test("closing a form is told", async () => {
    const modal = await openForm();
    await modal.close();
    expect(modal.isOpen).toBe(false);
    expect(heard.closed).toEqual([modal.id]);
  });

  test("messages, files, mentions, shortcuts and the App Home arrive", async () => {
    await lin().say("hello <!channel> & all", {
      files: [{ name: "a.png", mimeType: "image/png", content: "x" }],
    });
    expect(heard.messages).toEqual([{ text: "hello &lt;!channel&gt; &amp; all", files: 1 }]);
    await lin().say("@Drumbeat hi", { in: "sales" });
    const reply = await lin().channel("sales").waitForMessage("Only for you");
    expect(reply.isEphemeral).toBe(true);
    expect(ada().channel("sales").find("Only for you")).toBeUndefined();
    await ada().channel("sales").find("hi")?.shortcut("complaint");
    expect((await ada().waitForModal("New expense")).field("Amount").state.value).toBe("1");
    await ada().modal()?.close();
    expect((await lin().openHome()).text).toBe("Waiting for you");
  });
});
