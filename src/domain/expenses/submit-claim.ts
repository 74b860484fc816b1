import { Prisma } from "../../db/generated/client";
import { loadCandidates } from "../approvals/load-candidates";
import { jobsOfOpening, openRequestSql } from "../approvals/open-request";
import { planSteps } from "../approvals/plan-steps";
import { auditSql } from "../audit";
import { DomainError } from "../errors";
import { enqueueAllSql } from "../outbox";
import { requireDepartment, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope } from "../scope";
import { uniqueViolation } from "../unique-violation";
import { type CheckedClaim, checkClaim } from "./check-claim";
import type { ClaimInput } from "./claim";
import { claimAfter } from "./claim-facts";
import { fileFingerprint } from "./receipts";
import { requireLinks } from "./require-links";

interface Row {
  id: number | null;
  takenBy: number | null;
  takenFingerprint: string | null;
  claimant: string | null;
  customerMissing: boolean;
  projectMissing: boolean;
  receiptsMissing: boolean;
}

/**
 * Files a claim and asks for its approval (policy 7.2.1, 7.2.2). One round trip for the whole change: the claim, its
 * receipts, its invoice's use, the approval request with its steps, the audit entry and the jobs stand or fall together.
 * Throws NOT_ALLOWED, NO_DEPARTMENT, NO_APPROVER, INVALID, OVER_LIMIT, INVOICE_USED.
 */
export async function submitClaim(scope: Scope, input: ClaimInput): Promise<{ id: number }> {
  await requirePermission(scope, "expense.file");
  const department = await requireDepartment(scope);
  const claim = checkClaim(scope, input);
  await requireLinks(scope, claim);
  const candidates = await loadCandidates(scope.db, department);
  const steps = planSteps({
    policy: scope.policy,
    kind: "expense",
    amountMinor: claim.amountMinor,
    currency: claim.currency,
    requester: scope.actor,
    department,
    candidates,
  });
  const statement = submitSql(scope, claim, department, steps);
  // A rival that commits the same invoice between our look and our insert makes the insert fail; looked at again, it is seen.
  const row = (await attempt(scope, statement)) ?? (await attempt(scope, statement));
  if (!row) throw new Error("an invoice number is taken and free at the same time");
  if (row.id !== null) return { id: row.id };
  throw refusal(row);
}

async function attempt(scope: Scope, statement: Prisma.Sql): Promise<Row | null> {
  try {
    const [row] = await scope.db.$queryRaw<Row[]>(statement);
    return row ?? null;
  } catch (error) {
    if (uniqueViolation(error)) return null;
    throw error;
  }
}

function submitSql(
  scope: Scope,
  claim: CheckedClaim,
  department: string,
  steps: ReturnType<typeof planSteps>,
): Prisma.Sql {
  const { actor, policy, via, origin } = scope;
  const fingerprints = [
    ...(claim.invoiceFingerprint ? [claim.invoiceFingerprint] : []),
    ...new Set(claim.receipts.map(({ sha256 }) => fileFingerprint(sha256))),
  ];
  const stored = [...claim.storedReceiptIds];
  const audited = auditSql(
    {
      actorId: actor.id,
      via,
      origin,
      subjectKind: "expense",
      subjectId: Prisma.sql`claim.id`,
      action: "expense.submitted",
      before: null,
      after: claimAfter(claim, department, policy.version),
    },
    Prisma.sql`from claim`,
  );
  const jobs = [
    ...jobsOfOpening({ kind: "expense", id: 0 }),
    { task: "announce", notice: "expense.filed", subject: { kind: "expense", id: 0 } } as const,
  ].map((job) => ({
    job,
    payload: Prisma.sql`jsonb_set(${JSON.stringify(job)}::jsonb, '{subject,id}', to_jsonb(claim.id))::json`,
  }));
  return Prisma.sql`with wanted as (
      select ${claim.projectId}::int as project_id, ${claim.customerId}::int is not null as of_customer,
        (select coalesce(merged_into_id, id) from customer where id = ${claim.customerId}::int for key share) as customer_id
    ), mine as (
      select id, sha256 from stored_file
      where id = any(${stored}::int[]) and owner_id = ${actor.id} and claim_id is null and purpose = 'receipt'
    ), print as (
      select unnest(${fingerprints}::text[]) as fingerprint union select 'file:' || sha256 from mine
    ), taken as (
      select invoice_use.fingerprint, invoice_use.claim_id, person.name
      from print join invoice_use using (fingerprint)
      join expense_claim on expense_claim.id = invoice_use.claim_id
      join person on person.id = expense_claim.claimant_id
      order by invoice_use.fingerprint desc limit 1
    ), problem as (
      select
        of_customer and customer_id is null as customer_missing,
        project_id is not null and not exists (
          select from project where id = project_id and status = 'approved') as project_missing,
        (select count(*) from mine) <> ${stored.length} as receipts_missing
      from wanted
    ), claim as (
      insert into expense_claim (claimant_id, department, amount_minor, currency, category, spent_on, purpose,
        customer_id, project_id, invoice_number, policy_version)
      select ${actor.id}::int, ${department}::text, ${claim.amountMinor}::bigint, ${claim.currency}::text, ${claim.category}::text,
        ${claim.spentOn}::date, ${claim.purpose}::text, customer_id, project_id, ${claim.invoiceNumber}::text, ${policy.version}::text
      from wanted, problem
      where not exists (select from taken) and not (customer_missing or project_missing or receipts_missing)
      returning id
    ), used as (
      insert into invoice_use (fingerprint, claim_id) select fingerprint, claim.id from print, claim order by fingerprint
    ), attached as (
      update stored_file set claim_id = claim.id from claim where stored_file.id in (select id from mine)
    ), ${receiptsSql(claim, actor.id)}
    ${openRequestSql({ kind: "expense", id: Prisma.sql`claim.id`, from: Prisma.sql`claim` }, { requesterId: actor.id, department, policyVersion: policy.version, steps })},
    audited as (${audited})
    select claim.id, taken.claim_id as "takenBy", taken.fingerprint as "takenFingerprint", taken.name as claimant,
      problem.customer_missing as "customerMissing", problem.project_missing as "projectMissing",
      problem.receipts_missing as "receiptsMissing",
      case when claim.id is not null then ${enqueueAllSql(jobs)} end as jobs
    from problem left join taken on true left join claim on true`;
}

/** One insert a file: bytes do not travel well in arrays. */
function receiptsSql(claim: CheckedClaim, ownerId: number): Prisma.Sql {
  if (claim.receipts.length === 0) return Prisma.empty;
  const inserts = claim.receipts.map(
    ({ name, mimeType, content, sha256 }, index) => Prisma.sql`${Prisma.raw(`receipt_${index}`)} as (
      insert into stored_file (owner_id, name, mime_type, size, sha256, content, claim_id)
      select ${ownerId}::int, ${name}::text, ${mimeType}::text, ${content.byteLength}::int, ${sha256}::text, ${Buffer.from(content)}::bytea, claim.id
      from claim)`,
  );
  return Prisma.sql`${Prisma.join(inserts)},`;
}

function refusal(row: Row): DomainError {
  if (row.takenBy !== null)
    return new DomainError(
      {
        code: "INVOICE_USED",
        reference: referenceOf("expense", row.takenBy),
        claimant: row.claimant ?? "",
        by: row.takenFingerprint?.startsWith("number:") ? "number" : "file",
      },
      row.takenFingerprint?.startsWith("number:") ? "invoiceNumber" : "receipts",
    );
  const field = row.customerMissing ? "customerId" : row.projectMissing ? "projectId" : "receipts";
  return new DomainError({
    code: "INVALID",
    field,
    rule: field === "receipts" ? "file_unreadable" : "unknown_choice",
  });
}
