import { z } from "zod";
import { type Role, roles } from "../../policy/roles";
import { audit } from "../audit";
import type { Database, Person, Via } from "../scope";

/** What a platform says about the account something came from. */
export interface AccountKey {
  platform: "slack" | "teams";
  workspace: string;
  userId: string;
}

export interface AccountProfile {
  name: string;
  email: string | null;
  locale: string | null;
  timeZone: string | null;
}

export interface Identified {
  person: Person;
  account: { locale: string | null; timeZone: string | null; directId: string | null };
}

const knownRole = z.enum(roles);

/** Roles as stored, less those this version does not know. */
export const rolesOf = (stored: readonly string[]): Role[] =>
  stored.flatMap((each) => knownRole.safeParse(each).data ?? []);

interface DoorRow {
  fresh: boolean;
  id: number | null;
  email: string | null;
  name: string;
  department: string | null;
  headOf: string[];
  roles: string[];
  locale: string | null;
  timeZone: string | null;
  active: boolean;
  accountLocale: string | null;
  accountTimeZone: string | null;
  directId: string | null;
}

/**
 * The door of the house: takes note of a delivery and says who it is from, in one round trip.
 * `fresh` is false for a delivery that was seen before: nothing may be done for it again.
 * `identified` is null for an account that nobody has met yet; `meetAccount` introduces it. Who was unreachable and does
 * something counts as reachable again.
 * The note does not wait for the disk: whatever is stored because of it is logged after it, so that no crash of the database
 * keeps the change and loses the note.
 */
export async function openDoor(
  db: Database,
  deliveryId: string,
  key: AccountKey,
): Promise<{ fresh: boolean; identified: Identified | null }> {
  const [row] = await db.$queryRaw<DoorRow[]>`
    with noted as (insert into delivery (id) values (${deliveryId}) on conflict do nothing returning 1),
      reached as (update account set unreachable_since = null where unreachable_since is not null
        and platform = ${key.platform} and workspace = ${key.workspace} and user_id = ${key.userId})
    select exists (select from noted) as fresh, person.id, person.email, person.name, person.department,
      coalesce(person.head_of, '{}') as "headOf", coalesce(person.roles, '{}') as roles, person.locale, person.time_zone as "timeZone", person.active,
      account.locale as "accountLocale", account.time_zone as "accountTimeZone", account.direct_id as "directId",
      set_config('synchronous_commit', 'off', true) as commit
    from (select 1) as always
    left join account on account.platform = ${key.platform} and account.workspace = ${key.workspace} and account.user_id = ${key.userId}
    left join person on person.id = account.person_id`;
  if (!row) throw new Error("a select without conditions returned no row");
  return { fresh: row.fresh, identified: row.id === null ? null : identifiedOf({ ...row, id: row.id }) };
}

function identifiedOf(row: DoorRow & { id: number }): Identified {
  return {
    person: {
      id: row.id,
      email: row.email,
      name: row.name,
      department: row.department,
      headOf: row.headOf,
      roles: rolesOf(row.roles),
      locale: row.locale,
      timeZone: row.timeZone,
      active: row.active,
    },
    account: { locale: row.accountLocale, timeZone: row.accountTimeZone, directId: row.directId },
  };
}

/**
 * Joins an account to its person by the e-mail of its profile (policy 1.2: one human being, however many accounts).
 * Somebody unknown becomes a person with the least role, "specialist" and no department, until an administrator says more.
 */
export async function meetAccount(
  db: Database,
  key: AccountKey,
  profile: AccountProfile,
  via: Via,
  origin: string,
): Promise<Identified> {
  const email = profile.email?.toLowerCase() ?? null;
  const account = { locale: profile.locale, timeZone: profile.timeZone };
  const found = await db.$transaction(async (transaction) => {
    // Two first deliveries of one account take turns: without an e-mail nothing else would make them one person.
    await transaction.$executeRaw`
      select pg_advisory_xact_lock(hashtextextended(${`account ${key.platform} ${key.workspace} ${key.userId}`}, 0))`;
    const where = { platform_workspace_userId: key };
    if (await transaction.account.findUnique({ where, select: { id: true } }))
      return transaction.account.update({ where, data: account, include: { person: true } });
    const created = await transaction.$queryRaw<{ id: number }[]>`
      insert into person (email, name, roles, head_of) values (${email}, ${profile.name}, '{specialist}', '{}')
      on conflict (email) do nothing returning id`;
    const personId =
      created[0]?.id ??
      (await transaction.person.findUniqueOrThrow({ where: { email: email ?? "" }, select: { id: true } }))
        .id;
    const joined = await transaction.account.create({
      data: { ...key, personId, ...account },
      include: { person: true },
    });
    if (created[0])
      await audit(transaction, {
        actorId: null,
        via,
        origin,
        subjectKind: "person",
        subjectId: personId,
        action: "person.met",
        before: null,
        after: { name: profile.name, email, roles: ["specialist"], platform: key.platform },
      });
    return joined;
  });
  return {
    person: { ...found.person, roles: rolesOf(found.person.roles) },
    account: { ...account, directId: found.directId },
  };
}
