import { Prisma } from "../../db/generated/client";
import type { Company, Reader } from "../scope";
import { regrade } from "./regrade";
import { differsSql, type GradingCompany, scoredSql, type Which } from "./scored";

type GradedCompany = GradingCompany & Pick<Company, "db">;

/** So many customers are compared at once, and at most so many changed in one transaction. */
const mostAtOnce = 20_000;

/**
 * Grades every customer whose facts come to something else than is stored (policy 5.2.1): purchases have grown too old, a grade
 * set by hand has lapsed, the policy is another one. `tellRegraded` tells their owners in the morning.
 *
 * Customers are compared range by range of their ids without holding any; only those that differ are held and written, so
 * that memory stays as it is however many there are. Done twice, or by two replicas at once, it finds nothing more to change.
 */
export async function regradeAll(company: GradedCompany): Promise<void> {
  for (let after = 0; ; ) {
    const until = await endOfRange(company.db, after);
    if (until === null) break;
    const differing = await differingWithin(company, after, until);
    if (differing.length > 0)
      await company.db.$transaction((transaction) => regrade(transaction, company, differing, "nightly"), {
        timeout: 120_000,
      });
    after = until;
  }
}

async function endOfRange(reader: Reader, after: number): Promise<number | null> {
  const [range] = await reader.$queryRaw<{ until: number | null }[]>`
    select max(id) as until from (
      select id from customer where id > ${after}::int order by id limit ${mostAtOnce}) as next`;
  return range?.until ?? null;
}

async function differingWithin(company: GradedCompany, after: number, until: number): Promise<number[]> {
  const within: Which = (column) => Prisma.sql`${column} > ${after}::int and ${column} <= ${until}::int`;
  const rows = await company.db.$queryRaw<{ id: number }[]>`
    select id from (${scoredSql(company, within)}) scored where ${differsSql} order by id`;
  return rows.map(({ id }) => id);
}
