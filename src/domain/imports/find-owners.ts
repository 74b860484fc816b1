import type { Reader } from "../scope";
import { foldName } from "./cells";
import type { RowProblem } from "./import-scope";

/** Colleagues by what a file calls them. */
export type Owners = ReadonlyMap<string, readonly number[]>;

/** Everybody at work whose e-mail or whole name stands in one of the cells. */
export async function findOwners(reader: Reader, cells: readonly string[]): Promise<Owners> {
  const meant = [...new Set(cells.map(foldName))].filter((each) => each !== "");
  const owners = new Map<string, number[]>();
  if (meant.length === 0) return owners;
  const people = await reader.$queryRaw<{ id: number; called: string }[]>`
    select person.id, called from person
    cross join lateral (values (email), (regexp_replace(lower(normalize(name, NFKC)), '\\s', '', 'g'))) as names (called)
    where active and called = any (${meant}::text[])`;
  for (const { id, called } of people) owners.set(called, [...(owners.get(called) ?? []), id]);
  return owners;
}

/** The colleague in a cell; null where it is empty, or names nobody or several, which is then a problem of the row. */
export function ownerIn(owners: Owners, cell: string | undefined, problems: RowProblem[]): number | null {
  if (!cell) return null;
  const [found, ...others] = new Set(owners.get(foldName(cell)));
  if (found !== undefined && others.length === 0) return found;
  problems.push({ column: "owner", rule: found === undefined ? "unknown_person" : "several_people" });
  return null;
}
