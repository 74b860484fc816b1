import { Prisma } from "../db/generated/client";

/** Whether the database refused a statement because somebody holds the same unique value (SQLSTATE 23505). */
export function uniqueViolation(error: unknown): boolean {
  // A raw statement outside a transaction fails with the driver's own error.
  if (error instanceof Error && "code" in error && error.code === "23505") return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // P2002 comes from model calls; those within a transaction say P2010 and carry the driver's code in their text.
  return (
    error.code === "P2002" ||
    (error.code === "P2010" && /23505|unique/i.test(JSON.stringify(error.meta) + error.message))
  );
}
