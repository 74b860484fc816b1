import { loadCandidates } from "../approvals/load-candidates";
import { openRequest } from "../approvals/open-request";
import { planSteps } from "../approvals/plan-steps";
import { audit } from "../audit";
import { holdKept } from "../customers/merged";
import { DomainError } from "../errors";
import { decimalFromMinor } from "../money";
import { enqueue } from "../outbox";
import { requireDepartment, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { uniqueViolation } from "../unique-violation";
import { type CheckedClaim, checkClaim } from "./check-claim";
import type { ClaimInput } from "./claim";
import { claimAfter } from "./claim-facts";
import { loadClaim } from "./load-claim";
import { fileFingerprint } from "./receipts";
import { requireLinks } from "./require-links";

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
  await requireLinks(scope, claim, {
    customerId: before.customer?.id ?? null,
    projectId: before.project?.id ?? null,
  });
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
          customerId: await holdKept(transaction, claim.customerId),
          projectId: claim.projectId,
          invoiceNumber: claim.invoiceNumber,
          policyVersion: policy.version,
          updatedAt: scope.now.toJSDate(),
        },
      });
      if (count !== 1) {
        const { status, updatedAt } = await transaction.expenseClaim.findUniqueOrThrow({ where: { id } });
        throw new DomainError({ code: "CONFLICT", reference, status, by: actor.name, at: updatedAt });
      }
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
          amount: decimalFromMinor(before.amountMinor, before.currency),
          currency: before.currency,
          category: before.category,
          department: before.department,
          spentOn: before.spentOn.toISOString().slice(0, 10),
          purpose: before.purpose,
          customerId: before.customer?.id ?? null,
          projectId: before.project?.id ?? null,
          invoiceNumber: before.invoiceNumber,
          policyVersion: before.policyVersion,
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
    ...(await attachStored(transaction, id, claim, ownerId)),
  ];
  // In one order for everybody, or two claims with the same two receipts could wait for each other.
  const missing = [...new Set(wanted)].filter((fingerprint) => !holds.has(fingerprint)).sort();
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

/** Receipts that the claimant had sent the bot become the claim's. Their fingerprints. Throws INVALID about receipts. */
async function attachStored(
  transaction: Transaction,
  claimId: number,
  { storedReceiptIds }: CheckedClaim,
  ownerId: number,
): Promise<string[]> {
  if (storedReceiptIds.length === 0) return [];
  const mine = { id: { in: [...storedReceiptIds] }, ownerId, claimId: null, purpose: "receipt" };
  const files = await transaction.storedFile.findMany({ where: mine, select: { sha256: true } });
  const { count } = await transaction.storedFile.updateMany({ where: mine, data: { claimId } });
  if (count !== storedReceiptIds.length || files.length !== count)
    throw new DomainError({ code: "INVALID", field: "receipts", rule: "file_unreadable" });
  return files.map(({ sha256 }) => fileFingerprint(sha256));
}

async function invoiceUsed({ db }: Scope, id: number, claim: CheckedClaim): Promise<DomainError> {
  const stored = await db.storedFile.findMany({
    where: { id: { in: [...claim.storedReceiptIds] } },
    select: { sha256: true },
  });
  const wanted = [
    claim.invoiceFingerprint ?? "",
    ...[...claim.receipts, ...stored].map(({ sha256 }) => fileFingerprint(sha256)),
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
