import { audit } from "../audit";
import { DomainError } from "../errors";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Database, Scope } from "../scope";
import { type NewReceipt, receiptLimits } from "./claim";
import { checkReceipts } from "./receipts";

/**
 * Keeps a picture that somebody sent the bot, for a claim to come. The same picture sent again is the same receipt.
 * Throws NOT_ALLOWED, INVALID.
 */
export async function keepReceipt(scope: Scope, receipt: NewReceipt): Promise<{ id: number; name: string }> {
  await requirePermission(scope, "expense.file");
  const [checked] = checkReceipts([receipt]);
  if (!checked) throw new Error("checking one receipt returned none");
  const { name, mimeType, content, sha256 } = checked;
  return scope.db.$transaction(async (transaction) => {
    const known = await transaction.storedFile.findFirst({
      where: { ownerId: scope.actor.id, sha256, claimId: null, purpose: "receipt" },
      select: { id: true, name: true },
    });
    if (known) return known;
    const waiting = await transaction.storedFile.count({
      where: { ownerId: scope.actor.id, claimId: null, purpose: "receipt" },
    });
    if (waiting >= receiptLimits.kept)
      throw new DomainError({
        code: "INVALID",
        field: "receipts",
        rule: "too_many_kept",
        limit: receiptLimits.kept,
      });
    const kept = await transaction.storedFile.create({
      data: {
        ownerId: scope.actor.id,
        name,
        mimeType,
        size: content.byteLength,
        sha256,
        content: Buffer.from(content),
      },
      select: { id: true, name: true },
    });
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "person",
      subjectId: scope.actor.id,
      action: "receipt.kept",
      before: null,
      after: { file: kept.id, name, sha256 },
    });
    return kept;
  });
}

/**
 * A kept receipt that is the actor's own and not part of a claim yet. Throws INVALID (field "receipts"), and INVOICE_USED for one
 * that has become part of a claim since.
 */
export async function requireKeptReceipt(
  { db, actor }: Scope,
  id: number,
): Promise<{ id: number; name: string }> {
  const file = await db.storedFile.findFirst({
    where: { id, ownerId: actor.id, purpose: "receipt" },
    select: { name: true, claimId: true },
  });
  if (!file) throw new DomainError({ code: "INVALID", field: "receipts", rule: "file_unreadable" });
  const { name, claimId } = file;
  if (claimId !== null) {
    const reference = referenceOf("expense", claimId);
    throw new DomainError({ code: "INVOICE_USED", reference, claimant: actor.name, by: "file" }, "receipts");
  }
  return { id, name };
}

/** The actor's own receipts that are not part of a claim yet, newest first. */
export async function keptReceipts({ db, actor }: Scope): Promise<{ id: number; name: string }[]> {
  return db.storedFile.findMany({
    where: { ownerId: actor.id, claimId: null, purpose: "receipt" },
    select: { id: true, name: true },
    orderBy: { id: "desc" },
    take: receiptLimits.kept,
  });
}

/** Forgets files that were sent to the bot and never became part of a claim. Returns how many. */
export async function forgetKeptReceipts({ db }: { db: Database }): Promise<number> {
  return db.$executeRaw`delete from stored_file
    where claim_id is null and purpose = 'receipt' and created_at < now() - ${receiptLimits.keptDays} * interval '1 day'`;
}
