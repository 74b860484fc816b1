import type { Reader } from "../scope";
import { foldName } from "./cells";
import type { RowProblem } from "./import-scope";

/** Colleagues by what a file calls them. */
export type Owners = ReadonlyMap<string, readonly { id: number; active: boolean }[]>;

/** Everybody whose e-mail or whole name stands in one of the cells. */
export async function findOwners(reader: Reader, cells: readonly string[]): Promise<Owners> {
  const meant = [...new Set(cells.map(foldName))].filter((each) => each !== "");
  const owners = new Map<string, { id: number; active: boolean }[]>();
  if (meant.length === 0) return owners;
  const people = await reader.$queryRaw<{ id: number; active: boolean; called: string }[]>`
    select person.id, active, called from person
    cross join lateral (values (email), (regexp_replace(lower(normalize(name, NFKC)), '\\s', '', 'g'))) as names (called)
    where called = any (${meant}::text[])`;
  for (const { called, ...person } of people) owners.set(called, [...(owners.get(called) ?? []), person]);
  return owners;
}

/**
 * The colleague at work in a cell; null where it is empty, or names nobody or several, which is then a problem of the row. `was`:
 * whose it is already, whom it may name even where they have left or share their name.
 */
export function ownerIn(
  owners: Owners,
  cell: string | undefined,
  was: number | null,
  problems: RowProblem[],
): number | null {
  if (!cell) return null;
  const called = owners.get(foldName(cell)) ?? [];
  if (called.some(({ id }) => id === was)) return was;
  const [found, ...others] = new Set(called.flatMap(({ id, active }) => (active ? [id] : [])));
  if (found !== undefined && others.length === 0) return found;
  problems.push({ column: "owner", rule: found === undefined ? "unknown_person" : "several_people" });
  return null;
}
