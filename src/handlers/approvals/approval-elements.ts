import { approvalTrail, type TrailAssignee, type TrailStep } from "../../domain/approvals/approval-trail";
import type { ApprovalSubject } from "../../domain/approvals/request";
import { openStepFor } from "../../domain/approvals/who-is-asked-now";
import { type Button, button, type CardElement, quote, type StepMark } from "../../ui/card";
import { type Context, forChannel } from "../context";
import { approverText, atHead } from "../explain-problem";

/** How the approval of a record stands, in the parts that its card shows in different places. */
interface ApprovalParts {
  /** Why it was refused: whoever reads of that wants to know this first. */
  reasons: CardElement[];
  steps: CardElement[];
  /** What whoever is asked now may decide; nothing for anybody else. */
  decisions: Button[];
}

/** The same on every copy, except that only those asked have the buttons. */
export async function approvalParts(context: Context, subject: ApprovalSubject): Promise<ApprovalParts> {
  const trail = await approvalTrail(context.db, subject);
  const current = trail.at(-1);
  if (!current) return { reasons: [], steps: [], decisions: [] };
  const stepId =
    current.status === "pending" ? await openStepFor(context.db, subject, context.actor, context.now) : null;
  return {
    // What was said to the requester is not for everybody in a channel.
    reasons: forChannel(context) ? [] : current.steps.flatMap((step) => reasons(context, step)),
    steps: [{ kind: "steps", steps: stepLines(context, current.steps) }],
    decisions: stepId === null ? [] : decisionButtons(context, stepId),
  };
}

/** A line for each step that was reached, and one for all that are still to come; what is not needed any more has none. */
function stepLines(context: Context, all: readonly TrailStep[]): { mark: StepMark; text: string }[] {
  const toCome = all.filter(({ status }) => status === "waiting").map((step) => roleText(context, step));
  return [
    ...all.flatMap((step) => {
      const said = stepText(context, step);
      return said === null ? [] : [{ mark: marks[step.status], text: said }];
    }),
    ...(toCome.length
      ? [{ mark: marks.waiting, text: context.texts.approvals.steps.toCome(toCome.join(" → ")) }]
      : []),
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

const decisionButtons = ({ texts }: Context, stepId: number): Button[] => [
  button("approval.approve", stepId, texts.approvals.approve, { style: "primary" }),
  button("approval.return", stepId, texts.approvals.return, { opens: "form" }),
  button("approval.reject", stepId, texts.approvals.reject, { style: "danger", opens: "form" }),
];

/** Null for a step that has no line of its own. */
function stepText(context: Context, step: TrailStep): string | null {
  const { texts, reader } = context;
  const words = texts.approvals.steps;
  const role = roleText(context, step);
  const answered = step.assignees.filter(({ decision }) => decision !== null);
  const by = reader.list(answered.map((assignee) => deciderText(context, assignee)));
  const last = answered.at(-1)?.decidedAt ?? step.closedAt;
  const at = last ? reader.moment(last) : "";
  switch (step.status) {
    case "waiting":
    case "cancelled":
      return null;
    case "open": {
      const names = step.assignees.filter(({ decision }) => decision === null).map(({ name }) => name);
      if (!names.length) return words.openNobody(role);
      return step.rule === "all"
        ? words.openAll(role, reader.list(names))
        : words.open(role, reader.either(names));
    }
    case "approved":
      return words.approved(role, by, at);
    case "rejected":
      return words.rejected(role, by, at);
    case "returned":
      return words.returned(role, by, at);
    case "passed":
      return words.passed(role);
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
