/** A claim as people fill it in; the domain reads amounts and days itself, since it knows the rules for them. */
export interface ClaimInput {
  /** As typed: "1,280.50". In the installation's currency. */
  amount: string;
  /** A category key of the policy. */
  category: string;
  /** ISO day, "2026-11-23". */
  spentOn: string;
  purpose: string;
  customerId: number | null;
  projectId: number | null;
  invoiceNumber: string | null;
  /** New files, with their bytes. */
  receipts: readonly NewReceipt[];
  /** Files that the claimant sent the bot before. */
  storedReceiptIds: readonly number[];
}

export interface NewReceipt {
  name: string;
  content: Uint8Array;
}

/** pending -> approved -> paid; returned -> pending again; the rest are ends. */
export const claimStatuses = ["pending", "returned", "approved", "rejected", "withdrawn", "paid"] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

export const receiptLimits = {
  /** Files a claim may have. */
  files: 5,
  /** Files somebody may have sent that belong to no claim yet. */
  kept: 20,
  /** Days after which such a file is forgotten. */
  keptDays: 90,
  /** Bytes a file may have. */
  bytes: 10 * 1024 * 1024,
  extensions: ["jpg", "jpeg", "png", "pdf", "heic", "webp"],
} as const;
