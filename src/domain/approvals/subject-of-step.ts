import { DomainError } from "../errors";
import type { Reader } from "../scope";
import type { ApprovalSubject } from "./request";

/** What a step's request is about. Throws NOT_FOUND for a step that does not exist. */
export async function subjectOfStep(reader: Reader, stepId: number): Promise<ApprovalSubject> {
  const step = await reader.approvalStep.findUnique({
    where: { id: stepId },
    select: { request: { select: { subjectKind: true, subjectId: true } } },
  });
  const kind = step?.request.subjectKind;
  if (!step || (kind !== "expense" && kind !== "project"))
    throw new DomainError({ code: "NOT_FOUND", reference: String(stepId) });
  return { kind, id: step.request.subjectId };
}
