import type { Prisma } from "../../db/generated/client";
import { type Grade, grades, type Intent, intents, type Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import { may } from "../people/permissions";
import { referenceOf } from "../references";
import type { Person, Reader, Scope } from "../scope";

const include = {
  owner: { select: { id: true, name: true } },
  creator: { select: { id: true, name: true } },
  overrideBy: { select: { id: true, name: true } },
  contacts: { orderBy: { id: "asc" } },
} as const satisfies Prisma.CustomerInclude;

/** A customer with everybody around it, contacts in the order they were added. */
export type Customer = Omit<Prisma.CustomerGetPayload<{ include: typeof include }>, "intent" | "grade"> & {
  intent: Intent;
  grade: Grade | null;
};

/** The customer as stored; null when there is none. For whom it is shown is the caller's question. */
export async function loadCustomer(reader: Reader, id: number): Promise<Customer | null> {
  const found = await reader.customer.findUnique({ where: { id }, include });
  return (
    found && {
      ...found,
      intent: intents.find((each) => each === found.intent) ?? "unknown",
      grade: grades.find((each) => each === found.grade) ?? null,
    }
  );
}

/** The customer, or NOT_FOUND where there is none that the actor may see. */
export async function requireCustomer(scope: Scope, id: number): Promise<Customer> {
  const customer = await loadCustomer(scope.db, id);
  if (!customer || !maySee(scope.policy, scope.actor, customer))
    throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("customer", id) });
  return customer;
}

/** Whoever may see customers sees all of them; one's own customers, and those one logged, are always seen. */
export function maySee(
  policy: Policy,
  person: Person,
  customer: Pick<Customer, "ownerId" | "creatorId">,
): boolean {
  return (
    person.active &&
    (customer.ownerId === person.id ||
      customer.creatorId === person.id ||
      may(policy, person, "customer.view"))
  );
}

/** Its owner, and whoever may edit other people's. */
export function mayEdit(policy: Policy, person: Person, customer: Pick<Customer, "ownerId">): boolean {
  return person.active && (customer.ownerId === person.id || may(policy, person, "customer.edit_any"));
}
