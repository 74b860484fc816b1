import type { Database } from "../scope";
import { genesis, type HashedEntry, hashedColumns, linkHash } from "./hash";

/** Whoever seals is alone, in whichever replica: two at once would fork the chain. */
const sealLock = 471_628_302;

/**
 * How far back, in ids, to look for an entry that committed after later ones were sealed. A transaction lasts 15 seconds at
 * most; that many others can't write this many entries meanwhile. Looking at all would cost more with every entry.
 */
const lookBack = 100_000;

export interface Sealed {
  /** How many entries were sealed now. */
  entries: number;
  /** The chain's last hash; null while nothing is sealed. Kept outside the database, it proves that no tail was cut. */
  head: string | null;
}

/**
 * Adds up to `batch` entries that no seal covers to the hash chain (policy 1.3), in the order of their ids, in one
 * transaction. Does nothing while another process is sealing. Call again while it seals a full batch.
 */
export async function sealAudit(db: Database, options: { batch: number }): Promise<Sealed> {
  return db.$transaction(async (transaction) => {
    const [lock] = await transaction.$queryRaw<{ taken: boolean }[]>`
      select pg_try_advisory_xact_lock(${sealLock}::bigint) as taken`;
    // A statement of its own: what follows must see what the one who held the lock before has committed.
    const [last] = await transaction.$queryRaw<{ position: bigint; hash: string }[]>`
      select position, hash from audit_seal order by position desc limit 1`;
    if (!lock?.taken) return { entries: 0, head: last?.hash ?? null };
    const entries = await transaction.$queryRaw<HashedEntry[]>`
      select ${hashedColumns} from audit_entry e
      where e.id > coalesce((select max(entry_id) from audit_seal), 0) - ${lookBack}::bigint
        and not exists (select from audit_seal s where s.entry_id = e.id)
      order by e.id limit ${options.batch}::int`;
    if (entries.length === 0) return { entries: 0, head: last?.hash ?? null };
    let head = last?.hash ?? genesis;
    const hashes = entries.map((entry) => {
      head = linkHash(head, entry);
      return head;
    });
    await transaction.$executeRaw`
      insert into audit_seal (position, entry_id, hash, sealed_at)
      select ${last?.position ?? 0n}::bigint + link.number, link.entry_id, link.hash, clock_timestamp()
      from unnest(${entries.map((entry) => entry.id)}::bigint[], ${hashes}::text[])
        with ordinality as link (entry_id, hash, number)`;
    return { entries: entries.length, head };
  });
}
