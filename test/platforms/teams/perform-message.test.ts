import { answers } from "../../../src/platforms/teams/answers";
import type { Connector } from "../../../src/platforms/teams/connector";
import { reachOf } from "../../../src/platforms/teams/hosts";
import { performForMessage } from "../../../src/platforms/teams/perform-message";
import { noSuggestions } from "../../../src/platforms/teams/suggest";
import { teamsPort } from "../../../src/platforms/teams/teams-port";
import { textsFor } from "../../../src/platforms/teams/texts";
import type { Input, Interaction } from "../../../src/ui/interaction";
import { openForm } from "../../../src/ui/outcome";
import { reference, stubConversations } from "./support/stub-conversations";

const nobody = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const form = {
  name: "expense.new",
  title: "New expense",
  submit: "File",
  cancel: "Cancel",
  intro: [],
  fields: [],
  state: "",
};

/** What is sent for a message that is answered with a form, where clients open dialogs. */
async function sentFor(input: Input): Promise<string> {
  const sent: unknown[] = [];
  const refuse = () => Promise.reject(new Error("not asked for"));
  const connector: Connector = {
    send: async (...call) => String(sent.push(call)),
    update: refuse,
    remove: refuse,
    createPersonal: refuse,
    member: refuse,
    channels: refuse,
    token: refuse,
  };
  const serviceUrl = "https://smba.trafficmanager.net/apac/";
  const conversations = stubConversations(reference({ conversationId: "a:1", kind: "personal", serviceUrl }));
  const common = { connector, conversations, dialogs: true, logger: nobody };
  const port = teamsPort({
    ...common,
    workspace: "tenant",
    appId: "app",
    reach: reachOf({ kind: "anonymous" }),
    clock: { now: () => new Date(0) },
  });
  const interaction: Interaction = {
    platform: "teams",
    workspace: "tenant",
    userId: "29:1",
    deliveryId: "teams:1",
    conversation: { id: "a:1", kind: "direct" },
    input,
  };
  await performForMessage(
    interaction,
    openForm(form),
    answers({ ...common, port, suggest: noSuggestions }),
    async () => textsFor("en"),
    nobody,
  );
  return JSON.stringify(sent);
}

it("a command that opens a form offers it, since only a press can open a dialog", async () => {
  const sent = await sentFor({ kind: "command", name: "expense", text: "new 12" });
  expect(sent).toContain("task/fetch");
  expect(sent).toContain('{"do":"command","name":"expense","text":"new 12"}');
});

it("a message that no press could bring again brings the form itself", async () => {
  const sent = await sentFor({ kind: "message", text: "hello", files: [] });
  expect(sent).not.toContain("task/fetch");
  expect(sent).toContain('"do":"submit"');
});
