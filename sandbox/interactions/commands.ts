import { escapeTyped } from "../block-kit/visible-text";
import type { StoredConversation } from "../conversations";
import { commandPayload } from "../delivery/payloads";
import { isObject, stringAt } from "../json";
import type { ActResult, Member } from "../protocol";
import { SlackError } from "../web-api/slack-error";
import { type Host, refuse } from "./host";
import { respond } from "./respond";

/** Runs a slash command for a person; resolves once the app has acknowledged it, or failed to. */
export async function runCommand(
  host: Host,
  member: Member,
  conversation: StoredConversation,
  name: string,
  text: string,
): Promise<ActResult> {
  const { workspace, delivery } = host;
  if (!workspace.commands.some((command) => command.name === name)) {
    return refuse(
      host,
      member.id,
      `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    );
  }
  const payload = commandPayload(workspace, member, conversation, name, escapeTyped(text.trim()));
  const acknowledgement = await delivery.send("command", payload);
  if (!acknowledgement.ok) {
    return refuse(host, member.id, `${name} failed with the error "${acknowledgement.failure}"`);
  }
  const answer = acknowledgement.payload;
  if (answer === undefined) return { ok: true };
  const target = workspace.responseUrls.targetOf(stringAt(payload, "response_url") ?? "");
  if (target === undefined) throw new Error("A response_url that was just issued is unknown.");
  try {
    respond(workspace, target, isObject(answer) ? answer : { text: String(answer) });
    return { ok: true };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    workspace.recordProblem(error.code, name, error.messages);
    return refuse(host, member.id, `${name} failed with the error "${error.code}"`);
  }
}
