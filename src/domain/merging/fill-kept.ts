import type { Customer } from "../customers/customer";
import { customerLimits } from "../customers/customer-input";
import type { MergeBefore } from "./merge";

/** What is taken over where the kept customer has nothing. */
export const filledColumns = [
  "industry",
  "size",
  "region",
  "source",
  "needs",
  "intent",
  "externalId",
] as const;

/** What the kept customer is given of the merged one, by column, as it was and as it will be. */
export function whatIsFilled(kept: Customer, merged: Customer): MergeBefore["filled"] {
  const filled: MergeBefore["filled"] = {};
  for (const column of filledColumns) {
    const given = column === "needs" ? joinedNeeds(kept, merged) : merged[column];
    const empty = kept[column] === null || (column === "intent" && kept.intent === "unknown");
    if ((empty || column === "needs") && given !== null && given !== kept[column])
      filled[column] = { was: kept[column], given };
  }
  return filled;
}

/** Both, where both fit; else the kept one's. */
function joinedNeeds(kept: Customer, merged: Customer): string | null {
  if (kept.needs === null || merged.needs === null) return kept.needs ?? merged.needs;
  const both = `${kept.needs}\n\n${merged.needs}`;
  return both.length > customerLimits.needs || kept.needs === merged.needs ? kept.needs : both;
}

/** Whose the kept customer is, and since when its clocks run: its own owner's, or of one in the pool the merged one's. */
export function whoseKept(
  kept: Customer,
  merged: Customer,
): Pick<Customer, "ownerId" | "attendedFrom" | "poolSince"> {
  const { ownerId, attendedFrom, poolSince } = kept;
  if (merged.ownerId === null) return { ownerId, attendedFrom, poolSince };
  if (ownerId === null)
    return { ownerId: merged.ownerId, attendedFrom: merged.attendedFrom, poolSince: null };
  const starts = [attendedFrom, merged.attendedFrom].flatMap((each) => each ?? []);
  const first = starts.sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
  return { ownerId, attendedFrom: first, poolSince };
}

export const isoOf = ({
  ownerId,
  attendedFrom,
  poolSince,
}: Pick<Customer, "ownerId" | "attendedFrom" | "poolSince">) => ({
  ownerId,
  attendedFrom: attendedFrom?.toISOString() ?? null,
  poolSince: poolSince?.toISOString() ?? null,
});

export const dateOf = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));
