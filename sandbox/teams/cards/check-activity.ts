import { z } from "zod";
import { type JsonObject, objectsAt, stringAt } from "../../json";
import { adaptiveCard, consentCard, fileInfoCard } from "../messages";
import type { TeamsConversation } from "../protocol";
import { checkCard, sentence } from "./check-card";

/** Bytes. Teams refuses more than 28 KB, and some of that is its own, so that more than 20 is not safe:
 *  https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const refusedSize = 28 * 1024;
const unsafeSize = 20 * 1024;

export interface Fault {
  kind: string;
  details: string[];
}

const account = z.looseObject({ id: z.string(), name: z.string().optional() });

/** What a bot may say of an activity; the Bot Framework's clients fill in much that Teams does not read. */
const activitySchema = z.strictObject({
  type: z.string(),
  id: z.string().optional(),
  timestamp: z.string().optional(),
  localTimestamp: z.string().optional(),
  localTimezone: z.string().optional(),
  channelId: z.literal("msteams").optional(),
  serviceUrl: z.string().optional(),
  from: account.optional(),
  recipient: account.optional(),
  conversation: z.looseObject({ id: z.string() }).optional(),
  replyToId: z.string().optional(),
  text: z.string().optional(),
  textFormat: z.enum(["plain", "markdown", "xml"]).optional(),
  summary: z.string().optional(),
  speak: z.string().optional(),
  locale: z.string().optional(),
  inputHint: z.enum(["acceptingInput", "ignoringInput", "expectingInput"]).optional(),
  importance: z.enum(["low", "normal", "high", "urgent"]).optional(),
  deliveryMode: z.enum(["normal", "notification"]).optional(),
  attachmentLayout: z.enum(["list", "carousel"]).optional(),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.string(),
        name: z.string().optional(),
        content: z.json().optional(),
        contentUrl: z.string().optional(),
      }),
    )
    .max(10)
    .optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
  channelData: z.looseObject({}).optional(),
  suggestedActions: z.looseObject({}).optional(),
});

const consent = z.strictObject({
  description: z.string().optional(),
  sizeInBytes: z.number().int().positive(),
  acceptContext: z.json().optional(),
  declineContext: z.json().optional(),
});

const fileInfo = z.strictObject({
  uniqueId: z.string(),
  fileType: z.string(),
  etag: z.string().optional(),
});

/** What is wrong with an activity that the bot sends into a conversation of this kind. */
export function checkActivity(activity: JsonObject, kind: TeamsConversation["kind"]): Fault[] {
  const size = Buffer.byteLength(JSON.stringify(activity));
  const parsed = activitySchema.safeParse(activity);
  const attachments = objectsAt(activity, "attachments");
  const empty =
    activity.type === "message" && attachments.length === 0 && (stringAt(activity, "text") ?? "") === "";
  return [
    ...sizeFaults(size),
    ...fault("invalid_activity", parsed.success ? [] : parsed.error.issues.map(sentence)),
    ...fault("empty_message", empty ? ["There is neither a text nor an attachment."] : []),
    ...fault("invalid_mention", lonelyMentions(activity, attachments)),
    ...attachments.flatMap((attachment) => attachmentFaults(attachment, kind)),
  ];
}

/** Faults of something of this many bytes. */
export function sizeFaults(size: number): Fault[] {
  if (size > refusedSize) return [{ kind: "message_too_large", details: [`${size} bytes`] }];
  return size > unsafeSize ? [{ kind: "large_message", details: [`${size} bytes`] }] : [];
}

/** A fault with these details, or none where there are no details. */
export const fault = (kind: string, details: string[]): Fault[] =>
  details.length === 0 ? [] : [{ kind, details }];

function attachmentFaults(attachment: JsonObject, kind: TeamsConversation["kind"]): Fault[] {
  const type = stringAt(attachment, "contentType") ?? "";
  const issues = (schema: z.ZodType) => {
    const parsed = schema.safeParse(attachment.content);
    return parsed.success ? [] : parsed.error.issues.map(sentence);
  };
  const personalOnly = kind === "personal" ? [] : ["Files are given in personal conversations only."];
  switch (type) {
    case adaptiveCard:
      return fault("invalid_card", checkCard(attachment.content));
    case consentCard:
      return [
        ...fault("invalid_consent", issues(consent)),
        ...fault("invalid_consent", personalOnly),
        ...fault("invalid_consent", stringAt(attachment, "name") ? [] : ["The file has no name."]),
      ];
    case fileInfoCard:
      return [
        ...fault("invalid_file_card", issues(fileInfo)),
        ...fault("invalid_file_card", stringAt(attachment, "contentUrl") ? [] : ["It has no address."]),
      ];
    default:
      return /^image\/(png|jpeg|gif)$/.test(type)
        ? []
        : [{ kind: "invalid_attachment", details: [`Attachments of type "${type}" are not shown.`] }];
  }
}

/** A mention is drawn where its text stands, and without that not at all. */
function lonelyMentions(activity: JsonObject, attachments: JsonObject[]): string[] {
  const text = `${stringAt(activity, "text") ?? ""} ${JSON.stringify(attachments)}`;
  return objectsAt(activity, "entities")
    .filter(({ type }) => type === "mention")
    .map((mention) => stringAt(mention, "text") ?? "")
    .filter((mention) => mention === "" || !text.includes(mention))
    .map((mention) => `"${mention}" does not stand in the message.`);
}
