import type { Permission, Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import type { Person, Reader, Scope } from "../scope";

/** Whether the policy lets this person do it, by role (policy 1.2). */
export function may(policy: Policy, person: Person, permission: Permission): boolean {
  return person.active && policy.permissions[permission].some((role) => person.roles.includes(role));
}

/** Throws NOT_ALLOWED, naming the people to ask, unless the actor may do it. */
export async function requirePermission(scope: Scope, permission: Permission): Promise<void> {
  if (may(scope.policy, scope.actor, permission)) return;
  throw new DomainError({ code: "NOT_ALLOWED", permission, askPeople: await administratorNames(scope.db) });
}

/** Throws NO_DEPARTMENT, naming the people to ask, unless the actor belongs to a department the policy knows. */
export async function requireDepartment(scope: Scope): Promise<string> {
  const { department } = scope.actor;
  if (department !== null && Object.hasOwn(scope.policy.departments, department)) return department;
  throw new DomainError({ code: "NO_DEPARTMENT", askPeople: await administratorNames(scope.db) });
}

/** Up to three administrators' names, for "ask ...". */
export async function administratorNames(reader: Reader): Promise<string[]> {
  const people = await reader.person.findMany({
    where: { active: true, roles: { has: "admin" } },
    select: { name: true },
    orderBy: { id: "asc" },
    take: 3,
  });
  return people.map(({ name }) => name);
}
