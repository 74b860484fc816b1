import { z } from "zod";

/**
 * Slack's payloads as far as Drumbeat reads them. What is not named here is let through unread, since Slack adds fields
 * at any time, and what Drumbeat can do without is not demanded. Sources: https://docs.slack.dev/interactivity/implementing-slash-commands,
 * /reference/interaction-payloads, /reference/events.
 */
const id = z.string().min(1);

export const commandPayload = z.object({
  command: z.string().regex(/^\/./),
  text: z.string().default(""),
  user_id: id,
  team_id: z.string().default(""),
  channel_id: id.optional(),
  /** "directmessage" where it is one. */
  channel_name: z.string().optional(),
  response_url: z.string().optional(),
  trigger_id: z.string().optional(),
});

const person = z.object({ id, team_id: id.optional() });
const team = z.object({ id, domain: z.string().optional() }).nullish();

/** A file as messages and file inputs carry it. https://docs.slack.dev/reference/objects/file-object */
export const filePayload = z.object({
  id,
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});
export type FilePayload = z.infer<typeof filePayload>;

const option = z.object({ value: z.string(), text: z.object({ text: z.string() }).optional() });

/** One field's state. https://docs.slack.dev/reference/views#view-state */
const fieldState = z.looseObject({
  type: z.string().default(""),
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_date: z.string().nullish(),
  files: z.array(filePayload).nullish(),
});
export type FieldState = z.infer<typeof fieldState>;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");
const plainText = z.looseObject({ text: z.string() });

export const viewPayload = z.object({
  id,
  hash: z.string().optional(),
  callback_id: text,
  private_metadata: text,
  title: plainText.nullish(),
  submit: plainText.nullish(),
  close: plainText.nullish(),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), fieldState)) }).default({ values: {} }),
});
export type ViewPayload = z.infer<typeof viewPayload>;

export const submissionPayload = z.object({
  type: z.literal("view_submission"),
  user: person,
  team,
  view: viewPayload,
});

export const actionPayload = z.object({
  type: z.literal("block_actions"),
  user: person,
  team,
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  channel: z.object({ id, name: z.string().optional() }).nullish(),
  container: z
    .looseObject({
      message_ts: z.string().optional(),
      channel_id: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .default({}),
  /** Says where the card stands when the container does not; an ephemeral message comes without. */
  message: z.looseObject({ ts: z.string().optional() }).nullish(),
  view: z.looseObject({ type: z.string() }).nullish(),
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string().optional() })).min(1),
});

export const suggestionPayload = z.object({
  type: z.literal("block_suggestion"),
  user: person,
  team,
  action_id: z.string(),
  value: z.string().default(""),
});

const files = z.array(z.unknown()).nullish();

export const messageShortcutPayload = z.object({
  type: z.literal("message_action"),
  callback_id: z.string(),
  user: person,
  team,
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  channel: z.object({ id }),
  message: z.looseObject({ ts: z.string().optional(), text: z.string().default(""), files }),
});

const eventEnvelope = {
  type: z.literal("event_callback"),
  event_id: id.optional(),
  team_id: z.string().default(""),
};

export const homeEventPayload = z.object({
  ...eventEnvelope,
  event: z.object({
    type: z.literal("app_home_opened"),
    user: id,
    tab: z.string().optional(),
    event_ts: id.optional(),
  }),
});

export const messageEventPayload = z.object({
  ...eventEnvelope,
  event: z.object({
    type: z.enum(["message", "app_mention"]),
    subtype: z.string().optional(),
    bot_id: z.string().nullish(),
    hidden: z.boolean().optional(),
    edited: z.unknown().optional(),
    user: id.optional(),
    channel: id,
    ts: z.string().optional(),
    channel_type: z.string().optional(),
    text: z.string().nullish(),
    files,
  }),
});
