import type { ApprovalSubject } from "../../domain/approvals/request";
import type { Card } from "../../ui/card";
import type { Context } from "../context";
import { claimCardById, claimLine } from "../expenses/claim-card";
import { projectCardById, projectLine } from "../projects/project-card";

/** What an approval's subject looks like: whole, and as one line of a list. Null when it is gone. */
interface SubjectCards {
  card: (context: Context, id: number) => Promise<Card | null>;
  line: (context: Context, id: number) => Promise<{ text: string; detail: string } | null>;
  /** The action that shows it. */
  show: string;
}

export const subjectCards: Readonly<Record<ApprovalSubject["kind"], SubjectCards>> = {
  expense: { card: claimCardById, line: claimLine, show: "expense.show" },
  project: { card: projectCardById, line: projectLine, show: "project.show" },
};
