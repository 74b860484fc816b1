import type { Policy } from "../../policy/policy";
import type { Reader } from "../scope";

/** Those who may find an owner for a customer of the public pool. Person ids, rising. */
export async function whoMayAssign(reader: Reader, policy: Policy): Promise<number[]> {
  const people = await reader.person.findMany({
    where: { active: true, roles: { hasSome: [...policy.permissions["pool.assign"]] } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return people.map(({ id }) => id);
}
