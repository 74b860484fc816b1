/**
 * What the sandbox's page and its server say to each other. Types only, shared by both.
 *
 * The page acts as one person of the demo company at a time. It loads a `Snapshot`, then follows
 * `GET /api/stream?as=<userId>` (server-sent events, each a `StreamEvent`), and does everything else by
 * `POST /api/act` with an `Act`, answered by an `ActResult`. Files go first to `POST /api/files?as=<userId>&name=<name>`
 * (raw body, its content-type the file's), answered by an `UploadedFile`.
 */

/** Slack's own JSON, passed through untouched: the page draws it, the server has validated it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Block = { type: string; block_id?: string; [key: string]: Json | undefined };

export interface Member {
  id: string;
  name: string;
  /** e.g. "Sales representative": what the switch between people shows below the name. */
  title: string;
  email: string;
  /** Slack's form, e.g. "zh-CN", "zh-TW", "en-US". */
  locale: string;
  timeZone: string;
  isBot: boolean;
}

export interface Conversation {
  id: string;
  kind: "channel" | "direct";
  /** A channel's name without "#"; for a direct conversation the other party's name. */
  name: string;
  memberIds: string[];
}

export interface Message {
  conversationId: string;
  /** Slack's message id, e.g. "1763900000.000100". */
  ts: string;
  userId: string;
  text: string;
  blocks: Block[];
  files: UploadedFile[];
  edited: boolean;
  /** Set on a reply in a thread. */
  threadTs?: string;
  /** Set when only this member sees it. */
  onlyFor?: string;
}

export interface UploadedFile {
  id: string;
  name: string;
  mimeType: string;
  size: number;
  /** Path below the sandbox's own origin from which the page may show it. */
  url: string;
}

export interface View {
  id: string;
  type: "modal" | "home";
  title: string;
  submit?: string;
  close?: string;
  callbackId: string;
  blocks: Block[];
  /** Field errors by block_id, after a submission that the bot refused. */
  errors: Record<string, string>;
}

export interface SlashCommand {
  /** With the slash: "/expense". */
  name: string;
  description: string;
  usageHint: string;
}

export interface MessageShortcut {
  callbackId: string;
  name: string;
}

export interface Snapshot {
  me: Member;
  members: Member[];
  conversations: Conversation[];
  /** By conversation id, oldest first; only conversations that `me` is in. */
  messages: Record<string, Message[]>;
  unread: Record<string, number>;
  commands: SlashCommand[];
  messageShortcuts: MessageShortcut[];
  /** The modal stack, the top one last. */
  modals: View[];
  home: View | null;
}

export type StreamEvent =
  | { type: "message"; message: Message }
  | { type: "messageChanged"; message: Message }
  | { type: "messageDeleted"; conversationId: string; ts: string }
  | { type: "conversation"; conversation: Conversation }
  | { type: "modals"; modals: View[] }
  | { type: "home"; view: View }
  /** What Slack's client says in a slackbot message or a banner: a command that failed, a trigger that ran out. */
  | { type: "problem"; text: string };

export type InputValues = Record<string, Record<string, Json>>;

export type Act =
  | { type: "command"; conversationId: string; name: string; text: string }
  | { type: "say"; conversationId: string; text: string; fileIds: string[] }
  /** A click or a change of an interactive element in a message. `value` holds what Slack puts into the action
   *  (selected_option, selected_date, value ...). */
  | {
      type: "messageAction";
      conversationId: string;
      ts: string;
      blockId: string;
      actionId: string;
      value: { [key: string]: Json };
    }
  | {
      type: "viewAction";
      viewId: string;
      blockId: string;
      actionId: string;
      value: { [key: string]: Json };
      values: InputValues;
    }
  /** `values` holds only what the person touched; the server fills in the untouched `initial_*` values, as Slack does. */
  | { type: "submitView"; viewId: string; values: InputValues }
  | { type: "closeView"; viewId: string }
  /** What an external select asks while somebody types; answered by `ActResult.options`. */
  | {
      type: "options";
      viewId?: string;
      conversationId?: string;
      ts?: string;
      blockId: string;
      actionId: string;
      query: string;
    }
  | { type: "messageShortcut"; conversationId: string; ts: string; callbackId: string }
  | { type: "openHome" }
  | { type: "markRead"; conversationId: string };

export interface ActResult {
  ok: boolean;
  /** A sentence for the person, when not ok. */
  problem?: string;
  /** For submitView: errors by block_id; also in the `modals` event. */
  errors?: Record<string, string>;
  options?: { text: string; value: string }[];
}
