import type { Prisma } from "../../db/generated/client";
import type { Company, Reader } from "../scope";
import { takeBackDays } from "./take-back-touch";
import { touchLimits } from "./touch";

const include = { person: { select: { id: true, name: true } } } as const satisfies Prisma.TouchInclude;

/** A touch with who made it. */
export type Touch = Prisma.TouchGetPayload<{ include: typeof include }>;

/** The latest touch of a customer; null where there is none. */
export function lastTouch(reader: Reader, customerId: number): Promise<Touch | null> {
  return reader.touch.findFirst({
    where: { customerId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    include,
  });
}

/** The one of it that somebody logged last, whenever it was made. */
export function lastLoggedBy(reader: Reader, customerId: number, personId: number): Promise<Touch | null> {
  return reader.touch.findFirst({ where: { customerId, personId }, orderBy: { id: "desc" }, include });
}

/** The one that somebody logged last, with whatever customer; null where that is longer ago than it could be taken back. */
export function lastLoggedOfAll(
  { db, now }: Pick<Company, "db" | "now">,
  personId: number,
): Promise<Touch | null> {
  // By when they were, which an index knows: none is logged later than the days back that it may be.
  const days = takeBackDays.any + touchLimits.daysBack + 1;
  return db.touch.findFirst({
    where: { personId, at: { gte: now.minus({ days }).toJSDate() } },
    orderBy: { id: "desc" },
    include,
  });
}

/** The one of a customer that was taken back last, with who logged it and who took it back. */
export function lastTakenBack(reader: Reader, customerId: number) {
  return reader.takenBackTouch.findFirst({
    where: { customerId },
    orderBy: [{ takenBackAt: "desc" }, { id: "desc" }],
    include: { ...include, takenBackBy: { select: { id: true, name: true } } },
  });
}

/** The one of it that was logged last by somebody else than its owner. */
export function lastLoggedByOthers(
  reader: Reader,
  { id, ownerId }: { id: number; ownerId: number | null },
): Promise<Touch | null> {
  return reader.touch.findFirst({
    where: { customerId: id, ...(ownerId === null ? {} : { personId: { not: ownerId } }) },
    orderBy: { id: "desc" },
    include,
  });
}
