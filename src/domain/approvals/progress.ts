import type { Approver } from "../../policy/policy";
import { whoIsAsked } from "./plan-steps";
import type {
  ApprovalSubject,
  Candidate,
  Decision,
  RequestStatus,
  StepNote,
  StepRule,
  StepStatus,
} from "./request";

/** A request as it stands, while it is locked. */
export interface Progress {
  id: number;
  subject: ApprovalSubject;
  requesterId: number;
  requesterName: string;
  department: string;
  status: RequestStatus;
  decidedAt: Date | null;
  /** In order. */
  steps: readonly StepProgress[];
}

export interface StepProgress {
  id: number;
  position: number;
  role: Approver;
  rule: StepRule;
  status: StepStatus;
  note: StepNote | null;
  openedAt: Date | null;
  closedAt: Date | null;
  assignees: readonly Answer[];
}

/** Somebody asked, and what they said. */
export interface Answer {
  personId: number;
  decision: Decision | null;
  deciderId: number | null;
  reason: string | null;
  decidedAt: Date | null;
  decidedVia: string | null;
}

export const unanswered = (personId: number): Answer => ({
  personId,
  decision: null,
  deciderId: null,
  reason: null,
  decidedAt: null,
  decidedVia: null,
});

/**
 * Carries a pending request as far as what was said carries it: closes the open step by its rule, passes steps whose people
 * have approved before, opens the next, ends the request. Pure. Whoever is asked in a step is settled when it opens, from
 * `candidates`, the people who hold the posts then.
 */
export function advance(request: Progress, candidates: readonly Candidate[], at: Date): Progress {
  if (request.status !== "pending") return request;
  const steps: StepProgress[] = [];
  let status: RequestStatus = "approved";
  for (const step of request.steps) {
    if (status === "rejected" || status === "returned")
      steps.push({ ...step, status: "cancelled", closedAt: at });
    else if (status === "pending" || (step.status !== "open" && step.status !== "waiting")) steps.push(step);
    else {
      const now =
        step.status === "open" ? close(step, at) : close(open(step, request, steps, candidates, at), at);
      steps.push(now);
      if (now.status === "rejected" || now.status === "returned") status = now.status;
      else if (now.status === "open") status = "pending";
    }
  }
  return { ...request, steps, status, decidedAt: status === "pending" ? null : at };
}

/**
 * Asks whoever holds the post now in the open step: newcomers are added, those who no longer hold it and have not answered
 * are no longer asked. With nobody left the step stays open, and waits until somebody is appointed.
 */
export function askAnew(request: Progress, candidates: readonly Candidate[]): Progress {
  const steps = request.steps.map((step, index) =>
    step.status === "open" ? settle(step, request, request.steps.slice(0, index), candidates) : step,
  );
  return { ...request, steps };
}

function settle(
  step: StepProgress,
  request: Progress,
  earlier: readonly StepProgress[],
  candidates: readonly Candidate[],
): StepProgress {
  const holders = whoIsAsked(step.role, request.requesterId, request.department, candidates);
  const answered = step.assignees.filter(({ decision }) => decision !== null);
  const approvals = approvalsByPerson(earlier);
  const others = (holders?.assignees ?? [])
    .filter((id) => !answered.some(({ personId }) => personId === id))
    .map((id) => approvals.get(id) ?? unanswered(id));
  return { ...step, note: holders ? holders.note : "nobody_left", assignees: [...answered, ...others] };
}

function open(
  step: StepProgress,
  request: Progress,
  earlier: readonly StepProgress[],
  candidates: readonly Candidate[],
  at: Date,
): StepProgress {
  const settled = settle(step, request, earlier, candidates);
  return satisfied(settled)
    ? { ...settled, status: "passed", note: "same_person", openedAt: at, closedAt: at }
    : { ...settled, status: "open", openedAt: at };
}

function close(step: StepProgress, at: Date): StepProgress {
  if (step.status !== "open") return step;
  const refusal = step.assignees.find(({ decision }) => decision === "rejected" || decision === "returned");
  if (refusal?.decision) return { ...step, status: refusal.decision, closedAt: at };
  return satisfied(step) ? { ...step, status: "approved", closedAt: at } : step;
}

function satisfied({ rule, assignees }: StepProgress): boolean {
  const approved = (answer: Answer): boolean => answer.decision === "approved";
  return assignees.length > 0 && (rule === "any" ? assignees.some(approved) : assignees.every(approved));
}

/**
 * What each person has approved with their own click, in their own name, as an answer to copy. Somebody whose delegate
 * clicked has not seen the request, so a later step does ask them.
 */
function approvalsByPerson(steps: readonly StepProgress[]): Map<number, Answer> {
  const approvals = new Map<number, Answer>();
  for (const { assignees } of steps)
    for (const answer of assignees)
      if (answer.decision === "approved" && answer.deciderId !== null && !approvals.has(answer.deciderId))
        approvals.set(answer.deciderId, { ...answer, personId: answer.deciderId, reason: null });
  return approvals;
}
