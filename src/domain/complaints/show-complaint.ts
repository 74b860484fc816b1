import type { Scope } from "../scope";
import { type Complaint, requireComplaint } from "./complaint";

/** One complaint (policy 5.4.1, 5.4.3). Throws NOT_FOUND where there is none that the actor may see. */
export function showComplaint(scope: Scope, id: number): Promise<Complaint> {
  return requireComplaint(scope, id);
}
