import { z } from "zod";

/**
 * Teams' activities as far as Drumbeat reads them. What is not named here is let through unread, and what Drumbeat can do
 * without is not demanded: Teams leaves out what does not apply, or sends null. Below https://learn.microsoft.com/microsoftteams/platform:
 * resources/bot-v3/bot-conversations/bots-conversations, bots/how-to/conversations/conversation-messages.
 */
const id = z.string().min(1);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const account = z.looseObject({ id, role: text });
const withId = z.looseObject({ id }).nullish();

export const activityPayload = z.object({
  type: z.string(),
  id: text,
  name: text,
  action: text,
  serviceUrl: z.string(),
  from: account,
  recipient: account,
  /** Missing where a message extension is used in a chat between people. messaging-extensions/how-to/action-commands/create-task-module */
  conversation: z.looseObject({ id, conversationType: text }).nullish(),
  channelData: z.looseObject({ team: withId, channel: withId }).nullish(),
  /** The card or message that was acted on. */
  replyToId: text,
  locale: text,
  localTimezone: text,
  entities: z.array(z.looseObject({ type: text })).nullish(),
  text,
  textFormat: text,
  attachments: z.array(z.looseObject({ contentType: text })).nullish(),
  membersAdded: z.array(z.looseObject({ id })).nullish(),
  membersRemoved: z.array(z.looseObject({ id })).nullish(),
  value: z.unknown().optional(),
});
export type ActivityPayload = z.output<typeof activityPayload>;

export const mentionEntity = z.object({
  type: z.literal("mention"),
  mentioned: z.looseObject({ id, name: text }),
  text: z.string().min(1),
});

/** The client says its time zone here where `localTimezone` is missing. */
export const clientInfoEntity = z.object({ type: z.literal("clientInfo"), timezone: z.string().min(1) });

/** A file that was put into the personal chat. bots/how-to/bots-filesv4 */
export const sentFile = z.object({
  contentType: z.literal("application/vnd.microsoft.teams.file.download.info"),
  name: z.string(),
  content: z.object({ downloadUrl: z.string(), uniqueId: text, fileType: text }),
});

/** A picture pasted into a message. */
export const inlinePicture = z.object({
  contentType: z.string().startsWith("image/"),
  name: text,
  contentUrl: z.string(),
});

/** task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards */
export const executeValue = z.object({
  action: z.looseObject({ verb: text, data: z.unknown().optional() }),
  /** "automatic" where the client refreshed the card of its own accord. */
  trigger: text,
});

/** task/fetch and task/submit, and composeExtension/submitAction. A dialog may be handed in with no data at all. */
export const taskValue = z.object({ data: z.unknown().optional() });

/** task-modules-and-cards/cards/dynamic-search */
export const searchValue = z.object({ dataset: z.string(), queryText: text });

/** messaging-extensions/how-to/search-commands/respond-to-search */
export const queryValue = z.object({
  commandId: z.string(),
  parameters: z.array(z.looseObject({ name: text, value: z.unknown().optional() })).nullish(),
});

/** What the tap of a result of ours carries. */
export const selectedItem = z.object({ source: z.string(), id: z.string() });

/** messaging-extensions/how-to/action-commands/create-task-module */
export const fetchTaskValue = z.object({
  commandId: z.string(),
  messagePayload: z
    .looseObject({
      linkToMessage: text,
      body: z.looseObject({ contentType: text, content: text }).nullish(),
    })
    .nullish(),
});

/** bots/how-to/bots-filesv4 */
export const consentValue = z.object({
  action: z.enum(["accept", "decline"]),
  context: z.unknown().optional(),
  uploadInfo: z.unknown().optional(),
});
