import { Prisma } from "../../db/generated/client";
import type { Reader } from "../scope";
import { genesis, type HashedEntry, hashedColumns, linkHash } from "./hash";

/** What is wrong with the trail, and where. */
export type AuditProblem =
  /** The entry, its seal, or their order is not what was sealed. */
  | { kind: "altered"; position: bigint; entryId: bigint }
  /** The entry was deleted after it was sealed. */
  | { kind: "missing_entry"; position: bigint; entryId: bigint }
  /** The seals from `position` to `until`, both included, were deleted. */
  | { kind: "missing_seals"; position: bigint; until: bigint }
  /** The entry was put among entries that had long been sealed. */
  | { kind: "inserted"; entryId: bigint }
  /** The head that was noted down is not in the chain: its end was cut, or the chain was made anew. */
  | { kind: "head_not_found"; expected: string };

export interface AuditReport {
  /** Whether no problem was found. */
  ok: boolean;
  entries: number;
  sealed: number;
  /** Not covered by a seal yet; changes to these can't be seen. */
  unsealed: number;
  /** The chain's last hash; null while nothing is sealed. */
  head: string | null;
  /** The first hundred. */
  problems: AuditProblem[];
  /** How many there are in all. */
  problemCount: number;
}

type Link = HashedEntry & { position: bigint; entryId: bigint; hash: string; sealedAt: Date; found: boolean };

const shownProblems = 100;
/** Longer than any transaction lasts: an entry may be sealed after one with a higher id, but not this much later. */
const longestTransactionMs = 5 * 60_000;
/** The database server's clock may be set back by this much without an alarm. */
const clockStepMs = 10_000;

/**
 * Goes through the whole hash chain, `batch` links at a time, and says everything that does not fit. `expectedHead` is a
 * head that an earlier run printed and somebody kept elsewhere: without it, cutting the end off or making the whole chain
 * anew can't be seen.
 */
export async function verifyAudit(
  db: Reader,
  options: { expectedHead?: string; batch?: number } = {},
): Promise<AuditReport> {
  const walk = new ChainWalk(options.expectedHead);
  for (;;) {
    const links = await readLinks(db, walk.position, options.batch ?? 1000);
    if (links.length === 0) break;
    for (const link of links) walk.step(link);
  }
  await addUnsealedInsertions(db, walk);
  const [counts] = await db.$queryRaw<{ entries: bigint; unsealed: bigint }[]>`
    select count(*) as entries, count(*) filter (where s.position is null) as unsealed
    from audit_entry e left join audit_seal s on s.entry_id = e.id`;
  walk.finish();
  return {
    ok: walk.problemCount === 0,
    entries: Number(counts?.entries ?? 0),
    sealed: walk.sealed,
    unsealed: Number(counts?.unsealed ?? 0),
    head: walk.sealed === 0 ? null : walk.head,
    problems: walk.problems,
    problemCount: walk.problemCount,
  };
}

async function readLinks(db: Reader, after: bigint, batch: number): Promise<Link[]> {
  return db.$queryRaw<Link[]>`
    select s.position, s.entry_id as "entryId", s.hash, s.sealed_at as "sealedAt", e.id is not null as found, ${hashedColumns}
    from audit_seal s left join audit_entry e on e.id = s.entry_id
    where s.position > ${after}::bigint order by s.position limit ${batch}::int`;
}

/** Walks the links in order, remembering only where it is. */
class ChainWalk {
  position = 0n;
  head = genesis;
  sealed = 0;
  problemCount = 0;
  readonly problems: AuditProblem[] = [];
  /** The highest id sealed so far, and when. */
  highest: { entryId: bigint; sealedAt: Date } | null = null;
  private headFound: boolean;

  constructor(private readonly expectedHead: string | undefined) {
    this.headFound = expectedHead === undefined;
  }

  step(link: Link): void {
    const expectedPosition = this.position + 1n;
    const follows = link.position === expectedPosition;
    if (!follows) {
      this.add({ kind: "missing_seals", position: expectedPosition, until: link.position - 1n });
    }
    if (!link.found) this.add({ kind: "missing_entry", position: link.position, entryId: link.entryId });
    // Behind a gap the hash before is unknown; the gap itself has been said. Each link is compared with the stored hash
    // before it, so that one change is one problem and not as many as there are links after it.
    else if (follows && linkHash(this.head, link) !== link.hash) {
      this.add({ kind: "altered", position: link.position, entryId: link.entryId });
    } else if (this.highest && isOutOfPlace(link.entryId, new Date(link.at), this.highest)) {
      this.add({ kind: "inserted", entryId: link.entryId });
    }
    if (!this.highest || link.entryId > this.highest.entryId) {
      this.highest = { entryId: link.entryId, sealedAt: link.sealedAt };
    }
    this.position = link.position;
    this.head = link.hash;
    this.sealed++;
    if (link.hash === this.expectedHead) this.headFound = true;
  }

  finish(): void {
    if (!this.headFound && this.expectedHead !== undefined) {
      this.add({ kind: "head_not_found", expected: this.expectedHead });
    }
  }

  add(problem: AuditProblem): void {
    this.problemCount++;
    if (this.problems.length < shownProblems) this.problems.push(problem);
  }
}

/**
 * An id is given out when an entry is written, `at` is when its transaction began. So an entry below one that is sealed
 * began before that seal was made, and not long before.
 */
function isOutOfPlace(entryId: bigint, at: Date, highest: { entryId: bigint; sealedAt: Date }): boolean {
  if (entryId > highest.entryId) return false;
  const lead = highest.sealedAt.getTime() - at.getTime();
  return lead < -clockStepMs || lead > longestTransactionMs;
}

async function addUnsealedInsertions(db: Reader, walk: ChainWalk): Promise<void> {
  if (!walk.highest) return;
  const { entryId, sealedAt } = walk.highest;
  const earliest = new Date(sealedAt.getTime() - longestTransactionMs);
  const latest = new Date(sealedAt.getTime() + clockStepMs);
  const inserted = await db.$queryRaw<{ id: bigint }[]>(Prisma.sql`
    select e.id from audit_entry e
    where e.id < ${entryId}::bigint and (e.at < ${earliest}::timestamptz or e.at > ${latest}::timestamptz)
      and not exists (select from audit_seal s where s.entry_id = e.id)
    order by e.id limit ${shownProblems}::int`);
  for (const { id } of inserted) walk.add({ kind: "inserted", entryId: id });
}
