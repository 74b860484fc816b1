import { typedLine } from "../customers/typed-text";
import type { Scope } from "../scope";

/**
 * The colleague meant by an e-mail address or a whole name, as typed behind "assign"; a leading "@" is dropped. Null where
 * nobody or more than one fits: then a form asks.
 */
export async function findColleague(
  scope: Scope,
  text: string,
): Promise<{ id: number; name: string } | null> {
  const meant = typedLine(text)?.replace(/^@/, "").toLowerCase();
  if (!meant) return null;
  const people = await scope.db.$queryRaw<{ id: number; name: string }[]>`
    select id, name from person where active and (email = ${meant} or lower(name) = ${meant}) order by id limit 2`;
  return people.length === 1 ? (people[0] ?? null) : null;
}
