import type { JsonObject } from "../json";
import type { StoredMessage } from "../messages";
import type { ResponseTarget } from "../response-urls";
import { Arguments } from "../web-api/arguments";
import { botMessage, rewrite } from "../web-api/chat";
import { readContent, requireSomething, textLimits } from "../web-api/message-content";
import type { Workspace } from "../workspace";

/**
 * Does what an answer to a command or to a response_url asks for: a new message (ephemeral unless response_type says
 * "in_channel"), or a change of the message that was acted on. Throws SlackError where the content is refused.
 */
export function respond(workspace: Workspace, target: ResponseTarget, payload: JsonObject): void {
  const args = new Arguments(payload);
  const original =
    target.ts === undefined ? undefined : workspace.messages.find(target.conversationId, target.ts);
  if (args.flag("delete_original")) {
    if (original !== undefined) workspace.remove(original);
    return;
  }
  const content = readContent(args, textLimits.posted);
  requireSomething(content);
  if (args.flag("replace_original") && original !== undefined) {
    rewrite(original, { ...content, blocks: content.blocks ?? [], attachments: content.attachments ?? [] });
    workspace.announceChange(original);
    return;
  }
  const threadTs = args.text("thread_ts");
  const message: StoredMessage = {
    ...botMessage(workspace, target.conversationId, content),
    ...(args.text("response_type") === "in_channel" ? {} : { onlyFor: target.userId }),
    ...(threadTs === undefined ? {} : { threadTs }),
  };
  workspace.post(message);
  // A command has no message of its own: its response_url replaces what was answered first.
  target.ts ??= message.ts;
}
