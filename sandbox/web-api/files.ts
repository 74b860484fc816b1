import { isObject, type JsonObject, stringAt } from "../json";
import type { Workspace } from "../workspace";
import type { Arguments } from "./arguments";
import { botMessage } from "./chat";
import { knownConversation } from "./conversations";
import type { Method } from "./method";
import { SlackError } from "./slack-error";

function complete(args: Arguments, workspace: Workspace): JsonObject {
  const entries = args.json("files", "invalid_arguments");
  if (!Array.isArray(entries) || entries.length === 0) throw new SlackError("invalid_arguments");
  const channel = args.text("channel_id");
  const conversation = channel === undefined ? undefined : knownConversation(workspace, channel);
  if (conversation !== undefined && !conversation.memberIds.includes(workspace.identity.botUserId)) {
    throw new SlackError("not_in_channel");
  }
  const files = entries.filter(isObject).map((entry) => {
    const id = stringAt(entry, "id") ?? "";
    const file = workspace.files.completeUpload(id, workspace.identity.botUserId, stringAt(entry, "title"));
    if (file === undefined) throw new SlackError("file_not_found");
    return file;
  });
  if (conversation !== undefined) {
    const threadTs = args.text("thread_ts");
    const content = {
      text: args.text("initial_comment") ?? "",
      blocks: [],
      attachments: [],
      metadata: undefined,
    };
    workspace.post({
      ...botMessage(workspace, conversation.id, content),
      files: files.map((file) => workspace.files.toUploadedFile(file)),
      ...(threadTs === undefined ? {} : { threadTs }),
    });
  }
  return { files: files.map((file) => workspace.files.toSlackFile(file)) };
}

export const fileMethods: Record<string, Method> = {
  "files.getUploadURLExternal": (args, workspace) => {
    const length = Number(args.requiredText("length"));
    if (!Number.isInteger(length) || length <= 0) throw new SlackError("invalid_arguments");
    const { url, fileId } = workspace.files.beginUpload(args.requiredText("filename"), length);
    return { upload_url: url, file_id: fileId };
  },
  "files.completeUploadExternal": complete,
  "files.info": (args, workspace) => {
    const file = workspace.files.find(args.requiredText("file"));
    if (file === undefined) throw new SlackError("file_not_found");
    return { file: workspace.files.toSlackFile(file), comments: [] };
  },
};
