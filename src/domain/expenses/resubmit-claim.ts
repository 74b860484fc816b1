import { loadCandidates } from "../approvals/load-candidates";
import { openRequest } from "../approvals/open-request";
import { planSteps } from "../approvals/plan-steps";
import { audit } from "../audit";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { requireDepartment, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Database, Scope, Transaction } from "../scope";
import { uniqueViolation } from "../unique-violation";
import { type CheckedClaim, checkClaim } from "./check-claim";
import type { ClaimInput } from "./claim";
import { claimAfter } from "./claim-facts";
import { loadClaim } from "./load-claim";
import { fileFingerprint } from "./receipts";

/**
 * Files a claim again that was returned for changes: same record, new request, under today's policy.
 * Throws what `submitClaim` throws, and WRONG_STATE or CONFLICT when it is not waiting for changes.
 */
export async function resubmitClaim(scope: Scope, id: number, input: ClaimInput): Promise<void> {
  const { db, actor, policy } = scope;
  const reference = referenceOf("expense", id);
  const before = await loadClaim(db, id);
  if (before?.claimant.id !== actor.id) throw new DomainError({ code: "NOT_FOUND", reference });
  await requirePermission(scope, "expense.file");
  const department = await requireDepartment(scope);
  if (before.status !== "returned")
    throw new DomainError({ code: "WRONG_STATE", reference, status: before.status });
  const claim = checkClaim(scope, input, before.receipts.length);
  await requireLinks(db, claim);
  const candidates = await loadCandidates(db, department);
  const { amountMinor, currency } = claim;
  const steps = planSteps({
    policy,
    kind: "expense",
    amountMinor,
    currency,
    requester: actor,
    department,
    candidates,
  });
  try {
    await db.$transaction(async (transaction) => {
      const { count } = await transaction.expenseClaim.updateMany({
        where: { id, status: "returned" },
        data: {
          status: "pending",
          department,
          amountMinor,
          currency,
          category: claim.category,
          spentOn: new Date(`${claim.spentOn}T00:00:00Z`),
          purpose: claim.purpose,
          customerId: claim.customerId,
          projectId: claim.projectId,
          invoiceNumber: claim.invoiceNumber,
          policyVersion: policy.version,
          updatedAt: scope.now.toJSDate(),
        },
      });
      if (count !== 1)
        throw new DomainError({ code: "CONFLICT", reference, status: "pending", by: null, at: null });
      await keepInvoice(transaction, id, claim, actor.id);
      const subject = { kind: "expense", id } as const;
      const { jobs } = await openRequest(transaction, subject, {
        requesterId: actor.id,
        department,
        policyVersion: policy.version,
        steps,
      });
      await audit(transaction, {
        actorId: actor.id,
        via: scope.via,
        origin: scope.origin,
        subjectKind: "expense",
        subjectId: id,
        action: "expense.resubmitted",
        before: {
          status: "returned",
          amountMinor: before.amountMinor.toString(),
          category: before.category,
          purpose: before.purpose,
          invoiceNumber: before.invoiceNumber,
        },
        after: claimAfter(claim, department, policy.version),
      });
      await enqueue(transaction, [...jobs, { task: "refresh", subject }]);
    });
  } catch (error) {
    if (uniqueViolation(error)) throw await invoiceUsed(scope, id, claim);
    throw error;
  }
}

/** Throws INVALID about the customer or the project where there is none, or the project is not approved. */
async function requireLinks(db: Database, { customerId, projectId }: CheckedClaim): Promise<void> {
  const select = { id: true };
  const unknown = (field: string) => new DomainError({ code: "INVALID", field, rule: "unknown_choice" });
  if (customerId !== null && !(await db.customer.findUnique({ where: { id: customerId }, select })))
    throw unknown("customerId");
  if (
    projectId !== null &&
    !(await db.project.findUnique({ where: { id: projectId, status: "approved" }, select }))
  )
    throw unknown("projectId");
}

/** The claim's invoice number may have changed, and receipts may have been added; what it had stays its own. */
async function keepInvoice(
  transaction: Transaction,
  id: number,
  claim: CheckedClaim,
  ownerId: number,
): Promise<void> {
  await transaction.invoiceUse.deleteMany({
    where: { claimId: id, fingerprint: { startsWith: "number:", not: claim.invoiceFingerprint ?? "" } },
  });
  const held = await transaction.invoiceUse.findMany({
    where: { claimId: id },
    select: { fingerprint: true },
  });
  const holds = new Set(held.map(({ fingerprint }) => fingerprint));
  const wanted = [
    ...(claim.invoiceFingerprint ? [claim.invoiceFingerprint] : []),
    ...claim.receipts.map(({ sha256 }) => fileFingerprint(sha256)),
  ];
  const missing = [...new Set(wanted)].filter((fingerprint) => !holds.has(fingerprint));
  if (missing.length)
    await transaction.invoiceUse.createMany({
      data: missing.map((fingerprint) => ({ fingerprint, claimId: id })),
    });
  for (const { name, mimeType, content, sha256 } of claim.receipts)
    await transaction.storedFile.create({
      data: {
        ownerId,
        name,
        mimeType,
        size: content.byteLength,
        sha256,
        content: Buffer.from(content),
        claimId: id,
      },
    });
}

async function invoiceUsed({ db }: Scope, id: number, claim: CheckedClaim): Promise<DomainError> {
  const wanted = [
    claim.invoiceFingerprint ?? "",
    ...claim.receipts.map(({ sha256 }) => fileFingerprint(sha256)),
  ];
  const use = await db.invoiceUse.findFirst({
    where: { fingerprint: { in: wanted }, claimId: { not: id } },
    include: { claim: { include: { claimant: { select: { name: true } } } } },
    orderBy: { fingerprint: "desc" },
  });
  const by = use?.fingerprint.startsWith("file:") ? "file" : "number";
  return new DomainError(
    {
      code: "INVOICE_USED",
      reference: use ? referenceOf("expense", use.claimId) : "",
      claimant: use?.claim.claimant.name ?? "",
      by,
    },
    by === "number" ? "invoiceNumber" : "receipts",
  );
}
