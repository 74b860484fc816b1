/**
 * What the sandbox's page and its Teams tenant say to each other. Types only, shared by both; the shapes of Slack's side are
 * in ../protocol.ts, and this follows their manner: a `TeamsSnapshot` from `GET /teams/api/snapshot?as=<email>`, then
 * `GET /teams/api/stream?as=<email>` (server-sent events, each a `TeamsEvent`), everything else by `POST /teams/api/act?as=<email>`
 * with a `TeamsAct`, answered by a `TeamsResult`. Files go first to `POST /teams/api/files?as=<email>&name=<name>`.
 * People are named by e-mail here, since that is what they have in common on both platforms.
 */
import type { Json, UploadedFile } from "../protocol";

/** Cards, tasks and values as the bot sent them: the page draws them, the tenant has validated them. */
export type JsonObject = { [key: string]: Json };

export interface TeamsMember {
  /** Teams' own, e.g. "29:1a2b3c". */
  id: string;
  email: string;
  name: string;
  title: string;
  /** e.g. "zh-CN": the language of this person's client. */
  locale: string;
  timeZone: string;
}

export interface TeamsConversation {
  id: string;
  kind: "personal" | "channel";
  /** A channel's name; for the personal conversation the bot's. */
  name: string;
  /** The team of a channel. */
  teamName?: string;
}

export interface TeamsAttachment {
  /** An adaptive card, a file consent card, a file info card ... */
  contentType: string;
  name?: string;
  contentUrl?: string;
  content?: JsonObject;
}

export interface TeamsMessage {
  conversationId: string;
  id: string;
  fromBot: boolean;
  fromName: string;
  /** Empty where there are attachments alone. */
  text: string;
  textFormat: "plain" | "markdown" | "xml";
  /** As this reader sees them: a card of their own stands in the place of everybody's. */
  attachments: TeamsAttachment[];
  files: UploadedFile[];
  edited: boolean;
  /** ISO. */
  sentAt: string;
  /** The root message of the thread it is in. */
  replyToId?: string;
}

/** A dialog (task module). */
export interface TeamsDialog {
  title: string;
  /** As the bot asked for it: "small" | "medium" | "large" or pixels. */
  height: Json;
  width: Json;
  card: JsonObject;
  /** A sentence in the place of a card. */
  message?: string;
}

export interface TeamsCommand {
  /** What a press types into the box. */
  title: string;
  description: string;
}

export interface TeamsSnapshot {
  me: TeamsMember;
  members: TeamsMember[];
  conversations: TeamsConversation[];
  messages: Record<string, TeamsMessage[]>;
  unread: Record<string, number>;
  botName: string;
  commands: TeamsCommand[];
  /** Searches and message actions of the app's manifest. */
  searches: { id: string; title: string; description: string }[];
  messageActions: { id: string; title: string }[];
  dialog: TeamsDialog | null;
}

export type TeamsEvent =
  | { type: "message"; message: TeamsMessage }
  | { type: "messageChanged"; message: TeamsMessage }
  | { type: "messageDeleted"; conversationId: string; id: string }
  | { type: "conversation"; conversation: TeamsConversation }
  | { type: "dialog"; dialog: TeamsDialog | null }
  /** What Teams' client says in a banner: "Something went wrong", a toast that the bot answered an action with. */
  | { type: "notice"; text: string };

type Place = { conversationId: string; messageId: string };

export type TeamsAct =
  /** In a channel the bot hears it only with a mention. */
  | {
      type: "say";
      conversationId: string;
      text: string;
      fileIds: string[];
      mention: boolean;
      replyToId?: string;
    }
  /** Action.Execute in a message's card: its own verb and data, and what stands in the card's inputs. */
  | ({ type: "execute"; verb: string; data: JsonObject; inputs: JsonObject } & Place)
  /** Action.Submit in a message's card. With `msteams.type` "task/fetch" in its data it opens a dialog. */
  | ({ type: "submit"; data: JsonObject; inputs: JsonObject } & Place)
  /** The card has a `refresh` for this person and has come into view. */
  | ({ type: "refresh" } & Place)
  | { type: "submitDialog"; data: JsonObject; inputs: JsonObject }
  | { type: "closeDialog" }
  /** Somebody types into a choice set with a data query; answered by `TeamsResult.options`. */
  | { type: "search"; dataset: string; query: string; conversationId?: string; messageId?: string }
  /** The app's search beside the box; answered by `TeamsResult.found`. */
  | { type: "find"; searchId: string; query: string; conversationId: string }
  /** A result put into the conversation, as the person's own message. */
  | { type: "share"; conversationId: string; value: Json; card: JsonObject }
  | ({ type: "messageAction"; actionId: string } & Place)
  | ({ type: "fileConsent"; accept: boolean } & Place)
  | { type: "markRead"; conversationId: string };

export interface FoundRecord {
  title: string;
  text: string;
  /** What `share` gives back as `value`. */
  tap: Json;
  card: JsonObject;
}

export interface TeamsResult {
  ok: boolean;
  /** A sentence for the person, when not ok. */
  problem?: string;
  options?: { title: string; value: string }[];
  found?: FoundRecord[];
}
