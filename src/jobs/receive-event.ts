import { z } from "zod";
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

/** Does what a stored event asks for, and answers where it was said. */
export async function receiveEvent(
  { perform }: JobSurroundings,
  job: Extract<Job, { task: "receive" }>,
): Promise<void> {
  await perform(storedEvent.parse(job.interaction));
}
