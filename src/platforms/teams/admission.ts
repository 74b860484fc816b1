import { z } from "zod";
import { connectorAddress, reachOf } from "./hosts";
import type { TeamsConfig } from "./settings";

/** As much of an activity as must be there to say whose it is. */
export const outline = z.object({
  type: z.string().min(1),
  id: z.string().min(1).optional(),
  channelId: z.string().min(1),
  serviceUrl: z.string().min(1),
  /** Missing where a message extension is used in a chat between people. */
  conversation: z.object({ id: z.string().min(1), tenantId: z.string().nullish() }).nullish(),
  from: z.object({ id: z.string().min(1) }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).nullish() }).nullish(),
});
export type Outline = z.output<typeof outline>;

/** Why an activity is not for this bot of this company; null when it is. */
export function problemOfActivity(activity: Outline, config: TeamsConfig): string | null {
  if (connectorAddress(activity.serviceUrl, reachOf(config)) === null) return "of a foreign address";
  // Local tools say "emulator", or what they are told to.
  if (config.kind === "anonymous") return null;
  if (activity.channelId !== "msteams") return "of another channel";
  const tenants = [activity.conversation?.tenantId, activity.channelData?.tenant?.id].filter(
    (tenant) => typeof tenant === "string",
  );
  if (tenants.length === 0) return "of no tenant";
  return tenants.every((tenant) => tenant === config.tenantId) ? null : "of another tenant";
}
