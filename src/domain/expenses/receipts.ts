import { createHash } from "node:crypto";
import { DomainError } from "../errors";
import { type NewReceipt, receiptLimits } from "./claim";

export interface CheckedReceipt extends NewReceipt {
  mimeType: string;
  /** Hex. The same picture is the same receipt, whatever its name (policy 7.2.1). */
  sha256: string;
}

/** Kinds of file by their first bytes, since a name or an announced type may say anything. */
const signatures: readonly { mimeType: string; at: number; bytes: readonly number[] }[] = [
  { mimeType: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mimeType: "image/png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mimeType: "application/pdf", at: 0, bytes: [...Buffer.from("%PDF-")] },
  { mimeType: "image/webp", at: 8, bytes: [...Buffer.from("WEBP")] },
  { mimeType: "image/heic", at: 4, bytes: [...Buffer.from("ftyphei")] },
  { mimeType: "image/heic", at: 4, bytes: [...Buffer.from("ftypmif1")] },
];

/** Throws INVALID (field "receipts") for a file that is too large or no picture or PDF. */
export function checkReceipts(receipts: readonly NewReceipt[]): CheckedReceipt[] {
  return receipts.map(({ name, content }) => {
    const kind = signatures.find(({ at, bytes }) =>
      bytes.every((byte, index) => content[at + index] === byte),
    );
    if (!kind) throw invalid("file_type", receiptLimits.extensions.join(", "));
    if (content.byteLength > receiptLimits.bytes)
      throw invalid("file_too_large", `${receiptLimits.bytes / 1024 / 1024} MB`);
    return {
      name,
      content,
      mimeType: kind.mimeType,
      sha256: createHash("sha256").update(content).digest("hex"),
    };
  });
}

const invalid = (rule: "file_type" | "file_too_large", limit: string) =>
  new DomainError({ code: "INVALID", field: "receipts", rule, limit });

/**
 * What makes an invoice the same invoice: its number without spaces, dashes and case (NFKC folds full-width forms).
 * Null for a number that is nothing but such characters.
 */
export function numberFingerprint(invoiceNumber: string): string | null {
  const folded = invoiceNumber
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{P}\p{Cf}]/gu, "");
  return folded ? `number:${folded}` : null;
}

export const fileFingerprint = (sha256: string): string => `file:${sha256}`;
