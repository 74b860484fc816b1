import { severities } from "../../policy/policy";
import { audit } from "../audit";
import { enqueue } from "../outbox";
import type { Scope, Transaction } from "../scope";
import { chooseOwner } from "./choose-owner";
import { keepClock } from "./keep-clock";

/**
 * Opens a resolved complaint again, since its customer was not satisfied at the return visit (policy 5.4.3): `score` is theirs,
 * of 5. Its clocks go on where they stopped; the time between counts as a pause. Where its owner is at work no more, the
 * policy's rule finds another. False where it is open already. In the transaction that records the visit.
 */
export async function reopenComplaint(
  transaction: Transaction,
  scope: Scope,
  complaintId: number,
  score: number,
): Promise<boolean> {
  const now = scope.now.toJSDate();
  const [resolved] = await transaction.$queryRaw<Resolved[]>`
    select resolved_at as "resolvedAt", resolution, severity, product, owner_id as "ownerId" from complaint
    where id = ${complaintId} and status = 'resolved' and resolved_at is not null for no key update`;
  if (!resolved) return false;
  const ownerId = await ownerAtWork(transaction, scope, resolved);
  await transaction.complaint.update({
    where: { id: complaintId },
    data: {
      status: "open",
      resolution: null,
      resolvedAt: null,
      ownerId,
      reopened: { increment: 1 },
      updatedAt: now,
      pauses: {
        create: {
          since: resolved.resolvedAt,
          until: now > resolved.resolvedAt ? now : resolved.resolvedAt,
          why: "resolved",
          endedBy: "reopened",
          endedById: scope.actor.id,
        },
      },
    },
  });
  await audit(transaction, {
    actorId: scope.actor.id,
    via: scope.via,
    origin: scope.origin,
    subjectKind: "complaint",
    subjectId: complaintId,
    action: "complaint.reopened",
    before: {
      status: "resolved",
      resolution: resolved.resolution,
      ...(ownerId === resolved.ownerId ? {} : { ownerId: resolved.ownerId }),
    },
    after: { status: "open", score, ...(ownerId === resolved.ownerId ? {} : { ownerId }) },
  });
  await keepClock(transaction, scope, complaintId);
  const subject = { kind: "complaint", id: complaintId } as const;
  await enqueue(transaction, [
    { task: "announce", notice: "complaint.changed", subject },
    { task: "refresh", subject },
  ]);
  return true;
}

interface Resolved {
  resolvedAt: Date;
  resolution: string | null;
  severity: string;
  product: string;
  ownerId: number | null;
}

async function ownerAtWork(
  transaction: Transaction,
  { policy }: Scope,
  { severity, product, ownerId }: Resolved,
): Promise<number | null> {
  const owner =
    ownerId === null
      ? null
      : await transaction.person.findFirst({ where: { id: ownerId, active: true }, select: { id: true } });
  if (owner) return owner.id;
  const known = severities.find((each) => each === severity);
  return known ? chooseOwner(transaction, policy, { severity: known, product }, { except: ownerId }) : null;
}
