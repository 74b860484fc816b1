import { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import type { Database, Transaction } from "../scope";
import { changePerson } from "./change-person";
import { rolesOf } from "./identify";

/**
 * Holds these people's rows until the transaction ends, in order of id, so that whoever changes several at the same moment
 * takes turns. Not `for update`: that would also wait for everybody who merely names one of them in a row of their own, as a
 * decision names who gave it, and a decision holds the request that a change of posts asks anew.
 */
export async function lockPeople(transaction: Transaction, which: Prisma.Sql): Promise<void> {
  await transaction.$queryRaw`select 1 from person where ${which} order by id for no key update`;
}

/**
 * How many active administrators there are, none of whom can cease to be one before this transaction ends: two
 * administrators who remove each other at the same moment take turns. Holds the others of `which` as well.
 */
export async function lockAdministrators(transaction: Transaction, which: Prisma.Sql): Promise<number> {
  await lockPeople(transaction, Prisma.sql`(active and 'admin' = any(roles)) or ${which}`);
  return countAdministrators(transaction);
}

/** How many active administrators there are after what this transaction has done. */
export function countAdministrators(transaction: Transaction): Promise<number> {
  return transaction.person.count({ where: { active: true, roles: { has: "admin" } } });
}

/**
 * Makes the people with these e-mails administrators (DRUMBEAT_ADMINS, at start): those who are unknown are created, under
 * their e-mail until their profile says a name. Who is one already is left alone. Audited.
 */
export async function grantAdministrators(db: Database, emails: readonly string[]): Promise<void> {
  const by = { actor: null, via: "system", origin: "DRUMBEAT_ADMINS" } as const;
  await db.$transaction(async (transaction) => {
    for (const email of new Set(emails.map((each) => each.trim().toLowerCase()).filter(Boolean))) {
      // Replicas start together: one of them creates the person.
      const created = await transaction.$queryRaw<{ id: number }[]>`
        insert into person (email, name, roles, head_of) values (${email}, ${email}, '{admin}', '{}')
        on conflict (email) do nothing returning id`;
      if (created[0]) {
        await audit(transaction, {
          actorId: null,
          via: by.via,
          origin: by.origin,
          subjectKind: "person",
          subjectId: created[0].id,
          action: "person.added",
          before: null,
          after: { email, name: email, roles: ["admin"] },
        });
        continue;
      }
      const person = await transaction.person.findUniqueOrThrow({ where: { email } });
      const roles = rolesOf(person.roles);
      await changePerson(transaction, by, person, {
        active: true,
        roles: roles.includes("admin") ? roles : [...roles, "admin"],
      });
    }
  });
}
