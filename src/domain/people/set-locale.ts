import { locales } from "../../policy/locales";
import { DomainError } from "../errors";
import type { Scope } from "../scope";
import { changePerson } from "./change-person";

/** Sets the actor's own language; null leaves it to their chat client. Throws INVALID about locale. */
export async function setLocale(scope: Scope, locale: string | null): Promise<void> {
  if (locale !== null && !locales.some((each) => each === locale))
    throw new DomainError({ code: "INVALID", field: "locale", rule: "unknown_choice" });
  await scope.db.$transaction(async (transaction) => {
    const person = await transaction.person.findUniqueOrThrow({ where: { id: scope.actor.id } });
    await changePerson(transaction, scope, person, { locale });
  });
}
