import { type Severity, severities } from "../../policy/policy";
import { audit } from "../audit";
import { requireChoice, requireLength, requireText, typedParagraph } from "../customers/typed-text";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { webAddress } from "../web-address";
import { chooseOwner } from "./choose-owner";
import { readClocks } from "./clock";
import { type Complaint, complaintLimits, requireComplaint } from "./complaint";
import { clockColumns } from "./keep-clock";

export interface ComplaintInput {
  customerId: number;
  severity: Severity;
  /** A product key of the policy. */
  product: string;
  description: string;
  /** Address of the chat message it was recorded from; anything but a web address is left out. */
  sourceLink: string | null;
}

/**
 * Records a complaint and routes it to its owner by the policy (5.4.1); where nobody fits it has none, and those who can
 * assign it are told. Its clocks begin to run (5.4.2). Throws NOT_ALLOWED, MERGED for a customer that turned out to be another,
 * or INVALID about "customer", "severity", "product" or "description".
 */
export async function recordComplaint(scope: Scope, input: ComplaintInput): Promise<Complaint> {
  await requirePermission(scope, "complaint.record");
  const { customerId, severity, product } = input;
  const description = requireText(typedParagraph(input.description), "description");
  requireLength(description, "description", complaintLimits.description);
  requireChoice(severity, "severity", severities);
  requireChoice(product, "product", Object.keys(scope.policy.products));
  const sourceLink = webAddress(input.sourceLink);
  const recorded = await scope.db.$transaction(async (transaction) => {
    await requireRecordable(transaction, customerId);
    const ownerId = await chooseOwner(transaction, scope.policy, { severity, product });
    const complaint = { customerId, severity, product, description, sourceLink, ownerId };
    const now = scope.now.toJSDate();
    const clocks = readClocks(
      scope,
      { severity, createdAt: now.getTime(), respondedAt: null, resolvedAt: null, pauses: [] },
      now.getTime(),
    );
    const { id } = await transaction.complaint.create({
      data: {
        ...complaint,
        ...clockColumns(clocks),
        reporterId: scope.actor.id,
        policyVersion: scope.policy.version,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    });
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "complaint",
      subjectId: id,
      action: "complaint.recorded",
      before: null,
      after: { ...complaint, status: "open", policyVersion: scope.policy.version },
    });
    await enqueue(transaction, [
      { task: "announce", notice: "complaint.recorded", subject: { kind: "complaint", id } },
    ]);
    return id;
  });
  return requireComplaint(scope, recorded);
}

/** Held, so that it is not merged into another before the complaint stands. */
async function requireRecordable(transaction: Transaction, id: number): Promise<void> {
  const [customer] = await transaction.$queryRaw<{ into: number | null }[]>`
    select merged_into_id as into from customer where id = ${id} for share`;
  if (!customer) throw new DomainError({ code: "INVALID", field: "customer", rule: "unknown_choice" });
  if (customer.into === null) return;
  const [reference, into] = [referenceOf("customer", id), referenceOf("customer", customer.into)];
  throw new DomainError({ code: "MERGED", reference, into }, "customer");
}
