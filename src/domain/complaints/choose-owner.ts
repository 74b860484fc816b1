import type { Policy, Severity } from "../../policy/policy";
import type { Transaction } from "../scope";

type OwnerRule = Policy["complaints"]["owners"][number];

/** The first rule of the policy that fits; its last rule fits every complaint. */
export function ruleFor(policy: Policy, severity: Severity, product: string): OwnerRule["owner"] | null {
  const rule = policy.complaints.owners.find(
    (each) => (each.severity?.includes(severity) ?? true) && (each.product?.includes(product) ?? true),
  );
  return rule?.owner ?? null;
}

/**
 * Who is answerable for a complaint (policy 5.4.1): the person the rule names, or, of those with the role it names, the one
 * with the fewest open complaints, the longest known where several have as few. Null when nobody at work fits.
 * `except` is somebody who is to have it no more.
 * Choices are made one after another: two at one moment would both find the same person free. The transaction holds that turn.
 */
export async function chooseOwner(
  transaction: Transaction,
  policy: Policy,
  complaint: { severity: Severity; product: string },
  { except = null }: { except?: number | null } = {},
): Promise<number | null> {
  const owner = ruleFor(policy, complaint.severity, complaint.product);
  if (!owner) return null;
  if ("email" in owner) {
    const named = await transaction.person.findFirst({
      where: { email: owner.email.toLowerCase(), active: true },
      select: { id: true },
    });
    return named && named.id !== except ? named.id : null;
  }
  await transaction.$executeRaw`select pg_advisory_xact_lock(hashtextextended('complaint.choose_owner', 0))`;
  const [freest] = await transaction.$queryRaw<{ id: number }[]>`
    select person.id from person
    left join complaint on complaint.owner_id = person.id and complaint.status = 'open'
    where person.active and ${owner.role} = any (person.roles) and person.id is distinct from ${except}::int
    group by person.id order by count(complaint.id), person.id limit 1`;
  return freest?.id ?? null;
}
