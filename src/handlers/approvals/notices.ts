import type { ApprovalSubject } from "../../domain/approvals/request";
import { openStepFor, peopleAskedNow, peopleToAsk } from "../../domain/approvals/who-is-asked-now";
import type { Notice } from "../../ui/feature";
import type { Context } from "../context";
import { subjectCards } from "./subject-cards";

/** Asks for a decision; the same card shows, once it is decided, by whom and when. */
export const approvalAsked: Notice<Context> = {
  name: "approval.asked",
  people: (context, id, kind) => peopleToAsk(context.db, { kind: approvalKind(kind), id }, context.now),
  // Whoever has been sent the question decides in the channel as well.
  viewers: (context, id, kind) => peopleAskedNow(context.db, { kind: approvalKind(kind), id }, context.now),
  card: async (context, id, storedKind) => {
    const kind = approvalKind(storedKind);
    const card = await subjectCards[kind].card(context, id);
    if (!card || (await openStepFor(context.db, { kind, id }, context.actor, context.now)) === null)
      return card;
    const request = await context.db.approvalRequest.findFirst({
      where: { subjectKind: kind, subjectId: id },
      orderBy: { id: "desc" },
      select: { requester: { select: { name: true } } },
    });
    // That it waits, and for whom, in one line: a phone shows little at once.
    const asked = request && context.texts.approvals.asked(request.requester.name);
    return asked ? { ...card, status: { tone: "waiting", text: asked } } : card;
  },
};

function approvalKind(kind: string): ApprovalSubject["kind"] {
  if (kind === "expense" || kind === "project") return kind;
  throw new Error(`records of the kind "${kind}" have no approval`);
}
