import type { Identifiers } from "./identifiers";

interface Trigger {
  userId: string;
  expires: number;
  exchanged: boolean;
}

export type TriggerFailure = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

/** trigger_ids: each allows one view to be opened, within a few seconds of what the person did. */
export class Triggers {
  private readonly byId = new Map<string, Trigger>();

  constructor(
    private readonly identifiers: Identifiers,
    private readonly lifetime: number,
    private readonly now: () => number,
  ) {}

  issue(userId: string): string {
    const id = this.identifiers.trigger();
    this.byId.set(id, { userId, expires: this.now() + this.lifetime, exchanged: false });
    return id;
  }

  /** Uses a trigger up. Gives the person it stands for, or how Slack names the failure. */
  exchange(id: string): { userId: string } | { failure: TriggerFailure } {
    const trigger = this.byId.get(id);
    if (trigger === undefined) return { failure: "invalid_trigger_id" };
    if (trigger.exchanged) return { failure: "exchanged_trigger_id" };
    if (this.now() > trigger.expires) return { failure: "expired_trigger_id" };
    trigger.exchanged = true;
    return { userId: trigger.userId };
  }
}
