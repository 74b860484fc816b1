import { IANAZone } from "luxon";
import { Prisma } from "../../db/generated/client";
import { locales } from "../../policy/locales";
import { askOpenStepsAnew } from "../approvals/ask-anew";
import { DomainError, type InvalidRule } from "../errors";
import type { Person, Role, Scope } from "../scope";
import { countAdministrators, lockAdministrators } from "./administrators";
import { changePerson, postFields } from "./change-person";
import { rolesOf } from "./identify";
import { requirePermission } from "./permissions";

export interface PersonSetting {
  id: number;
  department?: string | null;
  headOf?: readonly string[];
  roles?: readonly Role[];
  locale?: string | null;
  timeZone?: string | null;
  active?: boolean;
}

/**
 * Changes one person's posts and settings, by an administrator (policy 1.2; people.manage). What is left out stays.
 * Open approvals are asked anew of whoever holds the posts then. Throws NOT_ALLOWED, INVALID about the field, NOT_FOUND;
 * the last administrator stays one: INVALID about `roles` or `active`, rule "last_administrator".
 */
export async function setPerson(scope: Scope, { id, ...change }: PersonSetting): Promise<Person> {
  await requirePermission(scope, "people.manage");
  const wrong = (field: string, rule: InvalidRule): DomainError =>
    new DomainError({ code: "INVALID", field, rule });
  const departments = scope.policy.departments;
  if (change.department != null && !Object.hasOwn(departments, change.department))
    throw wrong("department", "unknown_choice");
  if (change.headOf?.some((each) => !Object.hasOwn(departments, each)))
    throw wrong("headOf", "unknown_choice");
  if (change.locale != null && !locales.some((each) => each === change.locale))
    throw wrong("locale", "unknown_choice");
  if (change.timeZone != null && !IANAZone.isValidZone(change.timeZone))
    throw wrong("timeZone", "unknown_choice");

  return scope.db.$transaction(async (transaction) => {
    const administrators = await lockAdministrators(transaction, Prisma.sql`id = ${id}`);
    const person = await transaction.person.findUnique({ where: { id } });
    if (!person) throw wrong("id", "unknown_person");
    const fields = await changePerson(transaction, scope, person, change);
    if (administrators > 0 && (await countAdministrators(transaction)) === 0)
      throw wrong(change.active === false ? "active" : "roles", "last_administrator");
    if (fields.some((field) => postFields.includes(field))) await askOpenStepsAnew(transaction, scope);
    const after = await transaction.person.findUniqueOrThrow({ where: { id } });
    return { ...after, roles: rolesOf(after.roles) };
  });
}
