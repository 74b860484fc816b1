import type { Person as StoredPerson } from "../../db/generated/client";
import { audit, type JsonObject } from "../audit";
import type { Role, Scope, Transaction } from "../scope";

/** What may be changed about a person. Left out: stays as it is. */
export interface PersonChange {
  name?: string;
  department?: string | null;
  headOf?: readonly string[];
  roles?: readonly Role[];
  locale?: string | null;
  timeZone?: string | null;
  active?: boolean;
  awayFrom?: Date | null;
  awayUntil?: Date | null;
  delegateId?: number | null;
}

/** Who is changing people: nobody in particular where a file or a setting does. */
export type ChangedBy = Pick<Scope, "via" | "origin"> & { actor: { id: number } | null };

/**
 * Applies a change to a person and keeps what changed, before and after, in the audit trail. Returns which fields really
 * changed; where none did, nothing is written.
 */
export async function changePerson(
  transaction: Transaction,
  by: ChangedBy,
  person: StoredPerson,
  change: PersonChange,
  action = "person.changed",
): Promise<string[]> {
  const before = plain(person);
  const wanted = plain(person, change);
  const fields = Object.keys(before).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(wanted[field]),
  );
  if (fields.length === 0) return [];
  const { headOf, roles, ...rest } = change;
  await transaction.person.update({
    where: { id: person.id },
    data: { ...rest, ...(headOf && { headOf: [...headOf] }), ...(roles && { roles: [...roles] }) },
  });
  const only = (values: JsonObject): JsonObject =>
    Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
  await audit(transaction, {
    actorId: by.actor?.id ?? null,
    via: by.via,
    origin: by.origin,
    subjectKind: "person",
    subjectId: person.id,
    action,
    before: only(before),
    after: only(wanted),
  });
  return fields;
}

/** Fields whose change moves people between posts, so that open approvals must be asked anew. */
export const postFields: readonly string[] = ["active", "headOf", "roles"];

function plain(person: StoredPerson, change: PersonChange = {}): JsonObject {
  const away = or(change.awayFrom, person.awayFrom);
  const until = or(change.awayUntil, person.awayUntil);
  return {
    name: or(change.name, person.name),
    department: or(change.department, person.department),
    headOf: [...(change.headOf ?? person.headOf)].sort(),
    roles: [...(change.roles ?? person.roles)].sort(),
    locale: or(change.locale, person.locale),
    timeZone: or(change.timeZone, person.timeZone),
    active: or(change.active, person.active),
    awayFrom: away?.toISOString() ?? null,
    awayUntil: until?.toISOString() ?? null,
    delegateId: or(change.delegateId, person.delegateId),
  };
}

function or<T>(changed: T | undefined, stays: T): T {
  return changed === undefined ? stays : changed;
}
