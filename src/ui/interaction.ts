import type { IncomingFile } from "./file";
import type { RawValues } from "./form";

export type { IncomingFile };

export type PlatformName = "slack" | "teams";

/** Something a person did in a chat client, as every platform tells it. */
export interface Interaction {
  platform: PlatformName;
  /** Slack team id, Teams tenant id. */
  workspace: string;
  /** The person's id on that platform. */
  userId: string;
  /** Unique per delivery: a retry or a replay of the same delivery carries the same id. */
  deliveryId: string;
  conversation: Conversation | null;
  input: Input;
}

export interface Conversation {
  id: string;
  /** "direct": the bot and this person alone. */
  kind: "direct" | "channel";
}

export type Input =
  /** `text` is what stood behind the command's name, e.g. "new 128.50 taxi to Acme". */
  | { kind: "command"; name: string; text: string }
  | { kind: "action"; action: string; id: string }
  /** A form handed in. `state` is what the form was opened with; never shown, and not trusted either. */
  | { kind: "submit"; form: string; state: string; values: RawValues }
  /** Somebody types into a lookup field. */
  | { kind: "search"; source: string; query: string }
  | { kind: "messageShortcut"; name: string; message: ChatMessage }
  /** The bot's home page was opened. */
  | { kind: "home" }
  /** Said to the bot: in its direct conversation, or in a channel with a mention (already taken out of `text`). */
  | { kind: "message"; text: string; files: readonly IncomingFile[] };

export interface ChatMessage {
  text: string;
  /** Address of the message, when the platform gives one. */
  link: string | null;
  files: readonly IncomingFile[];
}
