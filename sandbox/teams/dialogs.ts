import type { JsonObject } from "../json";
import type { Json } from "../protocol";
import type { TeamsDialog } from "./protocol";

/** A dialog in front of somebody, and where what is pressed in it goes. */
export interface OpenDialog {
  /** The same while the bot redraws it. */
  id: string;
  origin: DialogOrigin;
  conversationId: string;
  title: string;
  height: Json;
  width: Json;
  card: JsonObject;
  /** A sentence in the place of a card. */
  message: string | undefined;
  /** What was put into its inputs. */
  typed: JsonObject;
}

export type DialogOrigin =
  /** A button of a card. */
  | { kind: "task"; messageId: string; rootId: string | undefined }
  /** An action of the app on a message; `payload` is the message as the bot was given it. */
  | { kind: "messageAction"; actionId: string; payload: JsonObject; rootId: string | undefined };

/** A dialog as the page shows it. */
export function toPageDialog({ title, height, width, card, message }: OpenDialog): TeamsDialog {
  return { title, height, width, card, ...(message === undefined ? {} : { message }) };
}
