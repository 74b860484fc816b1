import { limits } from "../block-kit/limits";
import { problemsOfBlocks } from "../block-kit/validate";
import { secret } from "../identifiers";
import { asBlocks, isObject, type JsonObject } from "../json";
import { withBlockIds } from "../messages";
import type { Block } from "../protocol";
import type { Arguments } from "./arguments";
import { SlackError } from "./slack-error";

/** What a message says, checked. Undefined where the call did not mention it. */
export interface MessageContent {
  text: string | undefined;
  blocks: Block[] | undefined;
  attachments: JsonObject[] | undefined;
  metadata: JsonObject | undefined;
}

/**
 * Reads and checks the content of a message.
 * Throws invalid_blocks_format, invalid_blocks (with each fault's place), msg_too_long, invalid_attachments and
 * invalid_metadata_format, as https://docs.slack.dev/reference/methods/chat.postMessage names them.
 * Slack cuts a posted text beyond its limit; here it is refused, so that nobody loses words unawares.
 */
export function readContent(args: Arguments, maxText: number): MessageContent {
  const text = args.text("text");
  if (text !== undefined && text.length > maxText) throw new SlackError("msg_too_long");
  const raw = args.json("blocks", "invalid_blocks_format");
  if (raw !== undefined && !Array.isArray(raw)) throw new SlackError("invalid_blocks_format");
  const faults = raw === undefined ? [] : problemsOfBlocks(raw);
  if (faults.length > 0) throw new SlackError("invalid_blocks", faults);
  const attachments = args.json("attachments", "invalid_attachments");
  if (attachments !== undefined && !Array.isArray(attachments)) throw new SlackError("invalid_attachments");
  return {
    text: text ?? (args.values.text === "" ? "" : undefined),
    blocks: raw === undefined ? undefined : withBlockIds(asBlocks(raw), () => secret(3)),
    attachments: attachments?.filter(isObject),
    metadata: readMetadata(args),
  };
}

/** Throws no_text where a new message says nothing at all. */
export function requireSomething(content: MessageContent): void {
  const empty = (content.blocks ?? []).length === 0 && (content.attachments ?? []).length === 0;
  if (empty && (content.text ?? "") === "") throw new SlackError("no_text");
}

function readMetadata(args: Arguments): JsonObject | undefined {
  const metadata = args.object("metadata", "invalid_metadata_format");
  if (metadata === undefined) return undefined;
  if (typeof metadata.event_type !== "string" || !isObject(metadata.event_payload)) {
    throw new SlackError("invalid_metadata_schema");
  }
  return { event_type: metadata.event_type, event_payload: metadata.event_payload };
}

/** The text limits of the two ways to write a message. */
export const textLimits = { posted: limits.postedText, updated: limits.updatedText };
