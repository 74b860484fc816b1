import type { Prisma } from "../../db/generated/client";
import { enqueue, type Job } from "../outbox";
import type { Company, Transaction } from "../scope";

/**
 * Has people told by a notice about themselves, each once a day in the company's zone, in how many replicas the clock ticks.
 * `peopleSql` gives their ids. That they are told, and that they were, are written together: neither twice nor never.
 */
export async function tellOnceADay(
  transaction: Transaction,
  { now }: Pick<Company, "now">,
  notice: string,
  peopleSql: Prisma.Sql,
): Promise<void> {
  const told = await transaction.$queryRaw<{ id: number }[]>`
    with people as (${peopleSql}), noted as (
      insert into told_once (key, told_at)
      select ${`${notice}:`} || id, ${now.toJSDate()}::timestamptz from people order by id
      on conflict (key) do update set told_at = excluded.told_at
        where told_once.told_at < ${now.startOf("day").toJSDate()}::timestamptz
      returning key)
    select split_part(key, ':', 2)::int as id from noted order by id`;
  await enqueue(
    transaction,
    told.map(({ id }): Job => ({ task: "announce", notice, subject: { kind: "person", id } })),
  );
}
