import { z } from "zod";
import type { Reader } from "../scope";
import type { Received } from "./hand-over";

const handover = z.object({
  at: z.iso.datetime(),
  receivers: z.array(
    z.object({
      ownerId: z.number().nullable(),
      customers: z.number(),
      deals: z.number(),
      complaints: z.number(),
    }),
  ),
});

/** The last handover of what somebody owned, as the audit trail has it. */
export interface LastHandover {
  at: Date;
  byId: number | null;
  receivers: readonly Received[];
}

/** Null where nothing of theirs was ever handed over. */
export async function lastHandover(reader: Reader, fromId: number): Promise<LastHandover | null> {
  const entry = await reader.auditEntry.findFirst({
    where: { subjectKind: "person", subjectId: fromId, action: "person.handed_over" },
    orderBy: { id: "desc" },
  });
  const read = handover.safeParse(entry?.after);
  if (!entry || !read.success) return null;
  return { at: new Date(read.data.at), byId: entry.actorId, receivers: read.data.receivers };
}

/** Customers that somebody got in a handover at `at`, the first `most` of them by name. */
export async function receivedCustomers(
  reader: Reader,
  ownerId: number,
  at: Date,
  most: number,
): Promise<{ id: number; name: string }[]> {
  const rows = await reader.ownership.findMany({
    where: { ownerId, how: "handed_over", since: at },
    select: { customer: { select: { id: true, name: true } } },
    orderBy: { customer: { name: "asc" } },
    take: most,
  });
  return rows.map(({ customer }) => customer);
}
