import { z } from "zod";
import type { CustomerMerge } from "../../db/generated/client";
import type { Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import { may } from "../people/permissions";
import { referenceOf } from "../references";
import type { Person, Reader } from "../scope";

/** The tables whose rows go from the merged customer to the kept one, by what the merge calls them. */
export const movedTables = {
  contacts: "contact",
  touches: "touch",
  takenBackTouches: "taken_back_touch",
  followUps: "follow_up",
  deals: "deal",
  returnVisits: "return_visit",
  complaints: "complaint",
  claims: "expense_claim",
  projects: "project",
} as const;
export type MovedTable = keyof typeof movedTables;
export const movedNames = [
  "contacts",
  "touches",
  "takenBackTouches",
  "followUps",
  "deals",
  "returnVisits",
  "complaints",
  "claims",
  "projects",
] as const satisfies readonly MovedTable[];

const ids = z.array(z.number());
const moved = z.object({
  contacts: ids,
  touches: ids,
  // Merges that are older than taking back have none.
  takenBackTouches: ids.default([]),
  followUps: ids,
  deals: ids,
  returnVisits: ids,
  complaints: ids,
  claims: ids,
  projects: ids,
} satisfies Record<MovedTable, z.ZodType>);
export type MovedIds = z.infer<typeof moved>;

/** What of a table goes back. A touch keeps its id when it is taken back, so that one taken back since the merge goes back too. */
export const goingBack = (from: MovedIds, name: MovedTable): readonly number[] =>
  name === "takenBackTouches" ? [...from.takenBackTouches, ...from.touches] : from[name];

const change = z.object({ was: z.string().nullable(), given: z.string().nullable() });
const owned = {
  ownerId: z.number().nullable(),
  attendedFrom: z.string().nullable(),
  poolSince: z.string().nullable(),
};
const followUpState = z.object({
  dueOn: z.string(),
  status: z.string(),
  closedAt: z.string().nullable(),
  ownerId: z.number().nullable(),
  movedTo: z.string().nullable(),
  movedById: z.number().nullable(),
});
export type FollowUpState = z.infer<typeof followUpState>;

const before = z.object({
  /** What the kept one was given, by column. */
  filled: z.record(z.string(), change),
  kept: z.object({ ...owned, given: z.object(owned), grade: z.string().nullable() }),
  merged: z.object({ ...owned, externalId: z.string().nullable(), grade: z.string().nullable() }),
  /** Of both, those that were open. */
  followUps: z.array(
    z.object({ id: z.number(), customerId: z.number(), was: followUpState, given: followUpState }),
  ),
  /** The merged one's that ended, and the kept one's that began. */
  ownership: z.object({ endedId: z.number().nullable(), begunId: z.number().nullable() }),
});
export type MergeBefore = z.infer<typeof before>;

/** A merge with what it moved and changed (policy 5.1.2). */
export type Merge = Omit<CustomerMerge, "moved" | "before"> & { moved: MovedIds; before: MergeBefore };

export const readMerge = (stored: CustomerMerge): Merge => ({
  ...stored,
  moved: moved.parse(stored.moved),
  before: before.parse(stored.before),
});

/** Throws NOT_FOUND. */
export async function requireMerge(reader: Reader, id: number): Promise<Merge> {
  const stored = await reader.customerMerge.findUnique({ where: { id } });
  if (!stored) throw new DomainError({ code: "NOT_FOUND", reference: String(id) });
  return readMerge(stored);
}

/** The merges into a customer that hold, the latest first. */
export async function mergesInto(reader: Reader, keptId: number): Promise<Merge[]> {
  const stored = await reader.customerMerge.findMany({
    where: { keptId, undoneAt: null },
    orderBy: { id: "desc" },
  });
  return stored.map(readMerge);
}

/** The merge that a customer means which was merged, or else the latest into it; null where there is none that holds. */
export async function lastMergeOf(reader: Reader, id: number): Promise<Merge | null> {
  const found = await reader.customerMerge.findMany({
    where: { undoneAt: null, OR: [{ mergedId: id }, { keptId: id }] },
    orderBy: { id: "desc" },
  });
  const stored = found.find(({ mergedId }) => mergedId === id) ?? found[0];
  return stored ? readMerge(stored) : null;
}

/** Whoever may merge customers, and whoever owns both. */
export const mayMerge = (
  policy: Policy,
  person: Person,
  ...both: readonly { ownerId: number | null }[]
): boolean =>
  may(policy, person, "customer.merge") ||
  (person.active && both.every(({ ownerId }) => ownerId === person.id));

/** The same people, as owners are and were. */
export const mayUnmerge = (
  policy: Policy,
  person: Person,
  { before: { merged } }: Merge,
  kept: { ownerId: number | null },
): boolean => mayMerge(policy, person, kept, merged);

export const mergedReference = ({ mergedId }: { mergedId: number }): string =>
  referenceOf("customer", mergedId);
