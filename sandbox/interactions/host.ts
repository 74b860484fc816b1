import type { Delivery } from "../delivery/delivery";
import type { ActResult } from "../protocol";
import type { Workspace } from "../workspace";

/** What an interaction works with. */
export interface Host {
  workspace: Workspace;
  delivery: Delivery;
}

/** What Slack's client says when an app did not answer an interaction. */
export const troubleConnecting = "We had some trouble connecting. Try again?";

/** Tells the person what went wrong, and says so in the result. */
export function refuse(host: Host, userId: string, problem: string): ActResult {
  host.workspace.tell(userId, problem);
  return { ok: false, problem };
}
