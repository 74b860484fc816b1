import { z } from "zod";
import { audit } from "../audit";
import { DomainError } from "../errors";
import type { Scope } from "../scope";
import { uniqueViolation } from "../unique-violation";
import { requirePermission } from "./permissions";

/**
 * Puts somebody on the company's list before their first contact (policy 1.2; people.manage), with the least role until more
 * is set. Throws NOT_ALLOWED, INVALID about email or name.
 */
export async function addPerson(
  scope: Scope,
  { email, name }: { email: string; name: string },
): Promise<{ id: number }> {
  await requirePermission(scope, "people.manage");
  const address = z.email().safeParse(email.trim().toLowerCase());
  if (!address.success) throw new DomainError({ code: "INVALID", field: "email", rule: "not_an_email" });
  if (!name.trim()) throw new DomainError({ code: "INVALID", field: "name", rule: "required" });
  try {
    return await scope.db.$transaction(async (transaction) => {
      const person = await transaction.person.create({
        data: { email: address.data, name: name.trim(), roles: ["specialist"], headOf: [] },
        select: { id: true },
      });
      await audit(transaction, {
        actorId: scope.actor.id,
        via: scope.via,
        origin: scope.origin,
        subjectKind: "person",
        subjectId: person.id,
        action: "person.added",
        before: null,
        after: { email: address.data, name: name.trim(), roles: ["specialist"] },
      });
      return person;
    });
  } catch (error) {
    if (uniqueViolation(error))
      throw new DomainError({ code: "INVALID", field: "email", rule: "already_known" });
    throw error;
  }
}
