import type { Person, Reader } from "../scope";
import { rolesOf } from "./identify";

const mostFound = 20;

/**
 * Active people (with `inactiveToo` all) whose name or e-mail contains `query`, whatever its case and width; those whose name or e-mail starts with it
 * first. Everybody for an empty query. At most 20.
 */
export async function findPeople(
  reader: Reader,
  query: string,
  { inactiveToo = false } = {},
): Promise<Person[]> {
  const wanted = query.normalize("NFKC").trim().toLowerCase().replace(/^@/, "");
  const literal = wanted.replace(/[\\%_]/g, "\\$&");
  const rows = await reader.$queryRaw<(Omit<Person, "roles"> & { roles: string[] })[]>`
    select id, email, name, department, coalesce(head_of, '{}') as "headOf", coalesce(roles, '{}') as roles, locale, time_zone as "timeZone", active
    from person
    where (active or ${inactiveToo}) and (lower(name) like ${`%${literal}%`} or email like ${`%${literal}%`})
    order by not (lower(name) like ${`${literal}%`} or coalesce(email like ${`${literal}%`}, false)), name, id
    limit ${mostFound}`;
  return rows.map((row) => ({ ...row, roles: rolesOf(row.roles) }));
}
