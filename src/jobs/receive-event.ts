import { z } from "zod";
import { hasChangedAnything } from "../domain/audit";
import type { Job } from "../domain/outbox";
import type { Interaction } from "../ui/interaction";
import type { JobSurroundings } from "./surroundings";

const file = z.object({
  id: z.string(),
  name: z.string(),
  mimeType: z.string(),
  size: z.number().nullable(),
  address: z.string(),
});

/** Only what people write to the bot waits in the queue; all else is done while the platform waits. */
const storedEvent = z.object({
  platform: z.enum(["slack", "teams"]),
  workspace: z.string(),
  userId: z.string(),
  deliveryId: z.string(),
  conversation: z.object({ id: z.string(), kind: z.enum(["direct", "channel"]) }),
  input: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("message"), text: z.string(), files: z.array(file) }),
    z.object({ kind: z.literal("command"), name: z.string(), text: z.string() }),
  ]),
}) satisfies z.ZodType<Interaction>;

/**
 * Does what a stored event asks for, and answers where it was said. A command whose answer could not be sent is not carried out
 * a second time for that: two claims are worse than no word about one, of which its notices tell anyway.
 */
export async function receiveEvent(
  { db, perform, log }: JobSurroundings,
  job: Extract<Job, { task: "receive" }>,
  again: boolean,
): Promise<void> {
  const interaction = storedEvent.parse(job.interaction);
  const { deliveryId, input, platform } = interaction;
  const begunBefore = again || job.again === true;
  if (begunBefore && input.kind === "command" && (await hasChangedAnything(db, deliveryId)))
    return log.warn(
      { delivery: deliveryId, platform },
      "a command was carried out, and its answer could not be sent: it is not carried out again",
    );
  await perform(interaction);
}
