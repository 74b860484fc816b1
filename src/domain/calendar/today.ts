import type { DateTime } from "luxon";
import type { Scope } from "../scope";

/** Today as the actor counts it, since a day ends at different moments for different people; their forms say the same. */
export const todayOf = ({ now, actor }: Pick<Scope, "now" | "actor">): DateTime =>
  now.setZone(actor.timeZone ?? now.zone).startOf("day");
