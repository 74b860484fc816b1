import { requireLength, requireText, typedParagraph } from "../customers/typed-text";
import type { Scope } from "../scope";
import { changeComplaint } from "./change-complaint";
import { type Complaint, complaintLimits, openPause, overtaken, requireOpenComplaint } from "./complaint";
import { endPause } from "./end-pause";

/**
 * Keeps what the customer answered, and the clocks run again by it (policy 5.4.3). Throws NOT_FOUND, NOT_ALLOWED, INVALID
 * about "answer"; CONFLICT, saying who and when, where somebody let it go on already; WRONG_STATE where nothing was asked.
 */
export async function keepAnswer(scope: Scope, id: number, answer: string): Promise<Complaint> {
  const complaint = await requireWaiting(scope, id);
  const said = requireText(typedParagraph(answer), "answer");
  requireLength(said, "answer", complaintLimits.answer);
  return changeComplaint(scope, complaint, "resume", (transaction) =>
    endPause(transaction, scope, id, "answer", { answer: said }),
  );
}

/** Lets the clocks run again although the customer gave no answer. Throws as `keepAnswer` does. */
export async function resumeComplaint(scope: Scope, id: number): Promise<Complaint> {
  const complaint = await requireWaiting(scope, id);
  return changeComplaint(scope, complaint, "resume", (transaction) =>
    endPause(transaction, scope, id, "by_hand"),
  );
}

async function requireWaiting(scope: Scope, id: number): Promise<Complaint> {
  const complaint = await requireOpenComplaint(scope, id);
  if (!openPause(complaint)) throw await overtaken(scope.db, id, "resume");
  return complaint;
}
