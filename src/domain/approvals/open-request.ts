import { Prisma } from "../../db/generated/client";
import type { Job } from "../outbox";
import type { Transaction } from "../scope";
import type { ApprovalSubject, PlannedStep } from "./request";

export interface RequestToOpen {
  requesterId: number;
  department: string;
  policyVersion: string;
  /** From `planSteps`, under the policy of that version. */
  steps: readonly PlannedStep[];
}

/**
 * The common table expressions that open an approval request, to stand in one larger statement:
 * `with claim as (insert ... returning id), ${openRequestSql(...)} select ... from claim`.
 * `subject.id` is an SQL expression over `subject.from`, e.g. id `claim.id`, from `claim`; no row there, no request.
 * The last of them are named `opened_request (id)`, `opened_step (id, position)` and `opened_assignee (person_id)`.
 * The first step opens at once. The statement's text does not depend on the chain, so it is prepared once.
 */
export function openRequestSql(
  subject: { kind: ApprovalSubject["kind"]; id: Prisma.Sql; from: Prisma.Sql },
  { requesterId, department, policyVersion, steps }: RequestToOpen,
): Prisma.Sql {
  const planned = JSON.stringify(
    steps.map(({ position, role, rule, note }) => ({ position, role, rule, note })),
  );
  const asked = JSON.stringify(
    steps.flatMap(({ position, assignees }) => assignees.map((person) => ({ position, person }))),
  );
  return Prisma.sql`opened_request as (
      insert into approval_request (subject_kind, subject_id, requester_id, department, policy_version)
      select ${subject.kind}::text, ${subject.id}, ${requesterId}::int, ${department}::text, ${policyVersion}::text
      from ${subject.from} returning id
    ), opened_step as (
      insert into approval_step (request_id, position, role, rule, note, status, opened_at)
      select opened_request.id, planned.position, planned.role, planned.rule, planned.note,
        case when planned.position = 1 then 'open' else 'waiting' end,
        case when planned.position = 1 then now() end
      from opened_request, jsonb_to_recordset(${planned}::jsonb) as planned (position int, role text, rule text, note text)
      returning id, position
    ), opened_assignee as (
      insert into approval_assignee (step_id, person_id)
      select opened_step.id, asked.person
      from opened_step join jsonb_to_recordset(${asked}::jsonb) as asked (position int, person int)
        on asked.position = opened_step.position
      returning person_id
    )`;
}

/** What must follow the opening of a request: those asked are told. */
export function jobsOfOpening(subject: ApprovalSubject): Job[] {
  return [{ task: "announce", notice: "approval.asked", subject }];
}

/**
 * Opens an approval request for a subject that exists. Returns the jobs that the caller enqueues in the same transaction.
 * After "returned" this makes a new request for the same subject: the old one stays as history.
 */
export async function openRequest(
  transaction: Transaction,
  subject: ApprovalSubject,
  request: RequestToOpen,
): Promise<{ requestId: number; jobs: Job[] }> {
  const fragments = openRequestSql(
    { kind: subject.kind, id: Prisma.sql`subject.id`, from: Prisma.sql`subject` },
    request,
  );
  const [row] = await transaction.$queryRaw<{ id: number }[]>`
    with subject (id) as (values (${subject.id}::int)), ${fragments} select id from opened_request`;
  if (!row) throw new Error("opening a request returned no id");
  return { requestId: row.id, jobs: jobsOfOpening(subject) };
}
