import { z } from "zod";
import type { Json } from "../../protocol";
import type { TeamsAct } from "../protocol";

const object = z.record(z.string(), z.json());
const place = { conversationId: z.string(), messageId: z.string() };

const act = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("say"),
    conversationId: z.string(),
    text: z.string(),
    fileIds: z.array(z.string()),
    mention: z.boolean(),
    replyToId: z.string().optional(),
  }),
  z.object({ type: z.literal("execute"), verb: z.string(), data: object, inputs: object, ...place }),
  z.object({ type: z.literal("submit"), data: object, inputs: object, ...place }),
  z.object({ type: z.literal("refresh"), ...place }),
  z.object({ type: z.literal("submitDialog"), data: object, inputs: object }),
  z.object({ type: z.literal("closeDialog") }),
  z.object({
    type: z.literal("search"),
    dataset: z.string(),
    query: z.string(),
    conversationId: z.string().optional(),
    messageId: z.string().optional(),
  }),
  z.object({ type: z.literal("find"), searchId: z.string(), query: z.string(), conversationId: z.string() }),
  z.object({ type: z.literal("share"), conversationId: z.string(), value: z.json(), card: object }),
  z.object({ type: z.literal("messageAction"), actionId: z.string(), ...place }),
  z.object({ type: z.literal("fileConsent"), accept: z.boolean(), ...place }),
  z.object({ type: z.literal("markRead"), conversationId: z.string() }),
]) satisfies z.ZodType<TeamsAct>;

/** Reads what the page sent as an act. Undefined where it is none. */
export function readAct(json: Json | undefined): TeamsAct | undefined {
  const read = act.safeParse(json);
  return read.success ? read.data : undefined;
}
