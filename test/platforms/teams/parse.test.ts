import fc from "fast-check";
import {
  parseExecute,
  parseMessage,
  parseQuery,
  parseSearch,
  parseSelection,
  parseShortcut,
  parseSubmit,
  parseTask,
} from "../../../src/platforms/teams/parse";
import { activityPayload } from "../../../src/platforms/teams/payloads";
import { plainTextOf } from "../../../src/platforms/teams/plain-text";
import { fixture, type Payload } from "./support/flow-fixtures";

const settings = { workspace: "tenant", commands: ["expense", "customer"] };
const activity = (name: string, changes: Payload = {}) => activityPayload.parse(fixture(name, changes));
const inputsOf = (name: string, changes: Payload = {}) =>
  parseMessage(activity(name, changes), settings).map(({ input }) => input);

describe("a command", () => {
  it.each([
    ["expense", { name: "expense", text: "" }],
    ["/expense new 12", { name: "expense", text: "new 12" }],
    ["EXPENSE  new 12 ", { name: "expense", text: "new 12" }],
    ["／customer 找 苹果", { name: "customer", text: "找 苹果" }],
    ["expense new\ntaxi\nto Acme", { name: "expense", text: "new\ntaxi\nto Acme" }],
    ["&nbsp;expense&nbsp;new &#60;b&#x3E; &amp;amp;", { name: "expense", text: "new <b> &amp;" }],
  ])("is heard in %j", (text, command) => {
    expect(inputsOf("message-personal", { text })).toEqual([{ kind: "command", ...command }]);
  });

  it.each(["expenses are high", "my expense", "expense: 12", "//expense", "", "/", "constructor"])(
    "is not heard in %j",
    (text) => {
      expect(inputsOf("message-personal", { text })).toEqual([{ kind: "message", text, files: [] }]);
    },
  );

  it("comes apart from the files that were sent with it, each a delivery of its own", () => {
    const { attachments } = fixture("message-files");
    const said = parseMessage(activity("message-personal", { attachments }), settings);
    expect(said.map(({ input }) => input.kind)).toEqual(["message", "command"]);
    expect(new Set(said.map(({ deliveryId }) => deliveryId)).size).toBe(2);
    expect(said[0]?.input).toMatchObject({ text: "", files: [{ name: "taxi.PDF" }, {}] });
  });
});

describe("what was said", () => {
  it("loses the bot's mention and keeps the others' names, whatever characters the bot's name has", () => {
    const bot = Object(fixture("message-channel").recipient);
    const text = "<at>Drum.beat (*)</at> see <at>Li Na</at>";
    const entities = [
      { type: "mention", mentioned: { id: bot.id, name: "Drum.beat (*)" }, text: "<at>Drum.beat (*)</at>" },
      { type: "mention", mentioned: { id: "29:li" }, text: "<at>Li Na</at>" },
      { type: "mention", mentioned: null },
    ];
    expect(inputsOf("message-channel", { text, entities })).toEqual([
      { kind: "message", text: "see @Li Na", files: [] },
    ]);
  });

  it("puts a name in the place of its own tag alone, and as it is written", () => {
    const others = [
      { type: "mention", mentioned: { id: "29:1", name: "<at>Li</at> $& a" }, text: "<at>Wu</at>" },
      { type: "mention", mentioned: { id: "29:2", name: "aa" }, text: "a" },
      { type: "mention", mentioned: { id: "29:3", name: "Li Na" }, text: "<at>Li</at>" },
    ];
    expect(inputsOf("message-personal", { text: "<at>Wu</at> a <at>Li</at>", entities: others })).toEqual([
      { kind: "message", text: "@at>Li/at> $& a a @Li Na", files: [] },
    ]);
  });

  it("keeps what was typed as it was typed", () => {
    const text = "a < b && c > d &copy; &#99999999; 100%";
    expect(inputsOf("message-personal", { text })).toEqual([{ kind: "message", text, files: [] }]);
  });

  it("by a bot is nobody's word", () => {
    expect(inputsOf("message-personal", { from: { id: "28:another-bot" } })).toEqual([]);
  });

  it("has its thread's conversation, and a delivery id that the thread does not change", () => {
    const [said] = parseMessage(activity("message-channel"), settings);
    expect(said?.conversation).toEqual({
      id: "19:4f8e2d6c0b1a49f7a3c5e9d8b7f60123@thread.tacv2;messageid=1732345600123",
      kind: "channel",
    });
    expect(said?.deliveryId).toBe("teams:19:4f8e2d6c0b1a49f7a3c5e9d8b7f60123@thread.tacv2:1732345600123");
  });

  it("at the same moment in two conversations is two deliveries", () => {
    const ids = ["a:1", "a:2"].map(
      (id) =>
        parseMessage(
          activity("message-personal", { conversation: { id, conversationType: "personal" } }),
          settings,
        )[0]?.deliveryId,
    );
    expect(new Set(ids).size).toBe(2);
  });
});

it("files are those that were sent and the pictures that were pasted, and not the message's own HTML", () => {
  expect(inputsOf("message-files")).toEqual([
    {
      kind: "message",
      text: "two receipts",
      files: [
        {
          id: "1150D938-8870-4044-9F2C-5BBDEBA70C9D",
          name: "taxi.PDF",
          mimeType: "application/pdf",
          size: null,
          address: expect.stringContaining("download.aspx"),
        },
        {
          id: "1732345700456-1",
          name: "picture-2.png",
          mimeType: "image/png",
          size: null,
          address: expect.stringContaining("/views/original"),
        },
      ],
    },
  ]);
});

describe("a message's HTML", () => {
  it.each([
    ["<p>a</p>\n<p>b<br/>c</p>", "a\nb\nc"],
    ["<ul><li>one</li><li>two</li></ul>", "one\ntwo"],
    ['<p>see <a href="https://evil.example">here</a> <img alt="😀" src="x"></p>', "see here 😀"],
    ["&lt;script&gt;&amp;lt;", "<script>&lt;"],
    ["<div>a</div><div>&nbsp;</div><div>&nbsp;</div><div>&nbsp;</div><div>b</div>", "a\n\nb"],
    ['<p>a</p><img src="x"><img alt="b" <p>  c  </p>', 'a\n<img alt="b"   c'],
    ["", ""],
  ])("%j reads %j", (html, text) => {
    expect(plainTextOf(html)).toBe(text);
  });

  it("that is text stays what it is", () => {
    const value = {
      commandId: "complaint",
      messagePayload: { body: { contentType: "text", content: "a <b> &amp;" } },
    };
    const arrival = parseShortcut(activity("extension-fetch-task", { value }), settings);
    expect(arrival?.interaction.input).toMatchObject({ message: { text: "a <b> &amp;", link: null } });
  });
});

it("a message extension's chat is never taken for the bot's own, and its cards are not the bot's to change", () => {
  const conversation = { id: "19:a_b@unq.gbl.spaces", conversationType: "personal" };
  const arrival = parseTask(activity("extension-submit", { conversation, replyToId: "1" }), settings);
  expect(arrival).toMatchObject({ origin: { personal: false, source: null } });
  const without = parseTask(activity("extension-submit", { conversation: undefined }), settings);
  expect(without).toMatchObject({ interaction: { conversation: null } });
});

it("nothing that a client may send makes any of them throw", () => {
  const parsers = [
    parseExecute,
    parseMessage,
    parseQuery,
    parseSearch,
    parseShortcut,
    parseSubmit,
    parseTask,
  ];
  const junk = fc.oneof(
    fc.anything(),
    fc.record({ data: fc.record({ drumbeat: fc.anything() }) }),
    fc.record({ action: fc.record({ verb: fc.constant("drumbeat"), data: fc.anything() }) }),
    fc.record({ commandId: fc.string(), parameters: fc.anything(), messagePayload: fc.anything() }),
  );
  fc.assert(
    fc.property(junk, (value) => {
      const read = { ...activity("execute-personal"), value };
      for (const parse of parsers) parse(read, settings);
      parseSelection(read, new Map([["customers", "customer.show"]]), settings);
    }),
    { numRuns: 300 },
  );
});
