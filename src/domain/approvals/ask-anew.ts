import { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import type { Transaction } from "../scope";
import { loadCandidates } from "./load-candidates";
import { loadProgress, lockRequests } from "./load-progress";
import { advance, askAnew, type Progress } from "./progress";
import type { Candidate } from "./request";
import { type Cause, saveProgress } from "./save-progress";

/**
 * After people's posts have changed: asks in every open step whoever holds the post now, so that nothing waits for
 * somebody who has left, and nobody decides by a post they no longer have (policy 1.2). Call it last in the transaction
 * of the change.
 */
export async function askOpenStepsAnew(transaction: Transaction, cause: Cause): Promise<void> {
  const { requests, at } = await loadProgress(
    transaction,
    await lockRequests(transaction, Prisma.sql`request.status = 'pending'`),
  );
  const candidates = new Map<string, Candidate[]>();
  for (const request of requests) {
    const known =
      candidates.get(request.department) ?? (await loadCandidates(transaction, request.department));
    candidates.set(request.department, known);
    const asked = askAnew(request, known);
    if (askedIn(asked) === askedIn(request)) continue;
    const after = advance(asked, known, at);
    await audit(transaction, {
      actorId: cause.actor?.id ?? null,
      via: cause.via,
      origin: cause.origin,
      subjectKind: request.subject.kind,
      subjectId: request.subject.id,
      action: "approval.asked_anew",
      before: { asked: idsAsked(request) },
      after: { asked: idsAsked(asked), request: after.status },
    });
    await saveProgress(transaction, request, after, cause);
  }
}

const idsAsked = ({ steps }: Progress): number[] =>
  steps.find(({ status }) => status === "open")?.assignees.map(({ personId }) => personId) ?? [];

const askedIn = (request: Progress): string =>
  [...idsAsked(request)].sort((a, b) => a - b).join() +
  (request.steps.find(({ status }) => status === "open")?.note ?? "");
