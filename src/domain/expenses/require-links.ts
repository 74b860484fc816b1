import { loadCustomer, maySee } from "../customers/customer";
import { DomainError } from "../errors";
import { visibleProjects } from "../projects/load-project";
import type { Scope } from "../scope";

interface Links {
  customerId: number | null;
  projectId: number | null;
}

/**
 * What a claim is linked to must be there and the actor's to see, since its card shows the name of both; a project is set
 * up. `kept` are links that the claim has already. Throws INVALID about customerId or projectId.
 */
export async function requireLinks(
  scope: Scope,
  { customerId, projectId }: Links,
  kept: Links = { customerId: null, projectId: null },
): Promise<void> {
  const unknown = (field: keyof Links) => new DomainError({ code: "INVALID", field, rule: "unknown_choice" });
  if (customerId !== null && customerId !== kept.customerId) {
    const customer = await loadCustomer(scope.db, customerId);
    if (!customer || !maySee(scope.policy, scope.actor, customer)) throw unknown("customerId");
  }
  if (projectId !== null && projectId !== kept.projectId) {
    const project = await scope.db.project.findFirst({
      where: { AND: [{ id: projectId, status: "approved" }, await visibleProjects(scope, projectId)] },
      select: { id: true },
    });
    if (!project) throw unknown("projectId");
  }
}
