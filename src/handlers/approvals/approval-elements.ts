import { approvalTrail, type TrailAssignee, type TrailStep } from "../../domain/approvals/approval-trail";
import type { ApprovalSubject } from "../../domain/approvals/request";
import { openStepFor } from "../../domain/approvals/who-is-asked-now";
import { button, buttons, type CardElement, quote, type StepMark } from "../../ui/card";
import type { Context } from "../context";
import { approverText, atHead } from "../explain-problem";

/**
 * How the approval of a record stands: its steps, the reasons that were given, and buttons for whoever may decide now.
 * The same elements stand on every copy; only those asked have the buttons.
 */
export async function approvalElements(context: Context, subject: ApprovalSubject): Promise<CardElement[]> {
  const trail = await approvalTrail(context.db, subject);
  const current = trail.at(-1);
  if (!current) return [];
  const stepId =
    current.status === "pending" ? await openStepFor(context.db, subject, context.actor, context.now) : null;
  return [
    {
      kind: "steps",
      steps: current.steps.map((step) => ({ mark: marks[step.status], text: stepText(context, step) })),
    },
    ...current.steps.flatMap((step) => reasons(context, step)),
    ...(stepId === null ? [] : [decisionButtons(context, stepId)]),
  ];
}

const marks = {
  waiting: "waiting",
  open: "current",
  approved: "done",
  rejected: "refused",
  returned: "refused",
  passed: "skipped",
  cancelled: "skipped",
} as const satisfies Record<TrailStep["status"], StepMark>;

export function decisionButtons({ texts }: Context, stepId: number): CardElement {
  return buttons(
    button("approval.approve", stepId, texts.approvals.approve, { style: "primary" }),
    button("approval.return", stepId, texts.approvals.return),
    button("approval.reject", stepId, texts.approvals.reject, { style: "danger" }),
  );
}

function stepText(context: Context, step: TrailStep): string {
  const { texts, reader } = context;
  const words = texts.approvals.steps;
  const role = roleText(context, step);
  const answered = step.assignees.filter(({ decision }) => decision !== null);
  const by = reader.list(answered.map((assignee) => deciderText(context, assignee)));
  const last = answered.at(-1)?.decidedAt ?? step.closedAt;
  const at = last ? reader.moment(last) : "";
  switch (step.status) {
    case "waiting":
      return words.waiting(role);
    case "open": {
      const names = reader.list(
        step.assignees.filter(({ decision }) => decision === null).map(({ name }) => name),
      );
      if (!names) return words.openNobody(role);
      return step.rule === "all" ? words.openAll(role, names) : words.open(role, names);
    }
    case "approved":
      return words.approved(role, by, at);
    case "rejected":
      return words.rejected(role, by, at);
    case "returned":
      return words.returned(role, by, at);
    case "passed":
      return words.passed(role);
    case "cancelled":
      return words.cancelled(role);
  }
}

/** At the head of a line. Why somebody else is asked than the chain says stands beside it. */
function roleText({ texts }: Context, { role, note }: TrailStep): string {
  const words = texts.approvals.steps;
  const name = atHead(approverText(texts, role));
  if (note === "one_level_up") return words.roleWithNote(name, words.oneLevelUp);
  return note === "nobody_above" ? words.roleWithNote(name, words.nobodyAbove) : name;
}

function deciderText({ texts }: Context, { name, personId, deciderId, deciderName }: TrailAssignee): string {
  return deciderId !== null && deciderId !== personId && deciderName
    ? texts.approvals.steps.forSomebody(deciderName, name)
    : name;
}

function reasons({ texts }: Context, step: TrailStep): CardElement[] {
  return step.assignees.flatMap(({ name, deciderName, reason }) =>
    reason ? [quote(texts.approvals.reason(deciderName ?? name, reason))] : [],
  );
}
