import { DateTime } from "luxon";
import { rolesOf } from "../../../src/domain/people/identify";
import type { Database, Person, Role, Scope } from "../../../src/domain/scope";
import { loadPolicy } from "../../../src/policy/load-policy";
import type { Policy } from "../../../src/policy/policy";

/** People and scopes for tests of what a company does, on a database of the suite's own. */
export const shippedPolicy = loadPolicy(null);

let count = 0;

export async function addPerson(
  db: Database,
  name: string,
  facts: { department?: string | null; headOf?: string[]; roles?: Role[]; active?: boolean } = {},
): Promise<Person> {
  count += 1;
  const stored = await db.person.create({
    data: {
      name,
      email: `${name.toLowerCase().replace(/[^a-z]+/g, ".")}.${count}@yunfan.example`,
      department: "sales",
      ...facts,
    },
  });
  return { ...stored, roles: rolesOf(stored.roles) };
}

export function scopeOf(db: Database, actor: Person, facts: { policy?: Policy; now?: DateTime } = {}): Scope {
  return {
    db,
    policy: facts.policy ?? shippedPolicy,
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    now: facts.now ?? DateTime.now().setZone("Asia/Shanghai"),
    actor,
    via: "slack",
    origin: "test",
  };
}

export const projectInput = {
  title: "Northwind rollout",
  background: "They asked for it in March.",
  goals: "Live by June.",
  requirements: "Two engineers.",
  budget: "80,000",
  startsOn: "2026-12-01",
  endsOn: "2027-03-31",
  customerId: null,
};

/** The problem a domain verb refuses with; fails when it does not refuse. */
export async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error && "problem" in error) return error.problem;
    throw error;
  }
  throw new Error("it was not refused");
}

/** Ends what earlier cases left: their people are gone and their requests over. */
export async function startAfresh(db: Database): Promise<void> {
  await db.approvalStep.updateMany({
    where: { status: { in: ["open", "waiting"] } },
    data: { status: "cancelled" },
  });
  await db.approvalRequest.updateMany({ where: { status: "pending" }, data: { status: "withdrawn" } });
  await db.person.updateMany({ data: { active: false } });
}

/** Notices enqueued and not yet done, for a subject, in order. */
export async function jobsFor(db: Database, subject: { kind: string; id: number }): Promise<string[]> {
  const rows = await db.$queryRaw<{ task: string; notice: string | null }[]>`
    select payload ->> 'task' as task, payload ->> 'notice' as notice from graphile_worker._private_jobs
    where payload -> 'subject' ->> 'kind' = ${subject.kind} and (payload -> 'subject' ->> 'id')::int = ${subject.id}
    order by id`;
  return rows.map(({ task, notice }) => notice ?? task);
}
