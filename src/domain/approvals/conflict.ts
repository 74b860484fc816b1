import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Reader } from "../scope";
import type { Answer, Progress, StepProgress } from "./progress";

/**
 * The refusal for whoever comes second: what the step or the request became, through whom, and when.
 * `mine` are the answers the second one could have given; where those are given and the step is still open, they are it.
 */
export async function conflictOver(
  reader: Reader,
  request: Progress,
  step: StepProgress | null,
  mine: readonly Answer[] = [],
): Promise<DomainError> {
  const reference = referenceOf(request.subject.kind, request.subject.id);
  if (request.status === "withdrawn")
    return new DomainError({
      code: "CONFLICT",
      reference,
      status: "withdrawn",
      by: request.requesterName,
      at: request.decidedAt,
    });
  const answers =
    step?.status === "open"
      ? mine
      : step && step.status !== "cancelled"
        ? step.assignees
        : request.steps.flatMap(({ assignees }) => assignees);
  const last = answers.reduce<Answer | null>(
    (latest, answer) =>
      answer.decidedAt && (!latest?.decidedAt || answer.decidedAt > latest.decidedAt) ? answer : latest,
    null,
  );
  const decider =
    last?.deciderId == null ? null : await reader.person.findUnique({ where: { id: last.deciderId } });
  const status = !step || step.status === "cancelled" ? request.status : (last?.decision ?? step.status);
  return new DomainError({
    code: "CONFLICT",
    reference,
    status,
    by: decider?.name ?? null,
    at: last?.decidedAt ?? null,
  });
}
