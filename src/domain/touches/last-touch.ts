import type { Prisma } from "../../db/generated/client";
import type { Reader } from "../scope";

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
