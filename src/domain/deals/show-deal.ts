import type { Scope } from "../scope";
import { type Deal, requireDeal } from "./deal";

/** One deal with its payments (policy 5.3.2). Throws NOT_FOUND where there is none that the actor may see. */
export function showDeal(scope: Scope, id: number): Promise<Deal> {
  return requireDeal(scope, id);
}
