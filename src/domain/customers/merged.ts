import type { Reader } from "../scope";

/** The customer that this one turned out to be, however often that was merged again; itself where it was not merged. */
export async function keptInstead(reader: Reader, id: number): Promise<number> {
  const [last] = await reader.$queryRaw<{ id: number }[]>`
    with recursive followed as (
      select id, merged_into_id from customer where id = ${id}
      union select next.id, next.merged_into_id from followed join customer next on next.id = followed.merged_into_id
    )
    select id from followed where merged_into_id is null`;
  return last?.id ?? id;
}
