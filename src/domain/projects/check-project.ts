import { DateTime } from "luxon";
import type { JsonObject } from "../audit";
import { loadCustomer, maySee } from "../customers/customer";
import { DomainError, type InvalidRule } from "../errors";
import { decimalFromMinor, parseAmount } from "../money";
import type { Scope } from "../scope";
import type { ProjectInput } from "./project";

export const longestTitle = 150;
export const longestText = 3000;

/** A project's facts as they are stored. */
export interface CheckedProject {
  title: string;
  background: string;
  goals: string;
  requirements: string;
  budgetMinor: bigint;
  currency: string;
  startsOn: Date;
  endsOn: Date;
  customerId: number | null;
}

/** The rules of the initiation form (policy 6.1.1). Throws INVALID about the field that breaks one. */
export async function checkProject(scope: Scope, input: ProjectInput): Promise<CheckedProject> {
  const invalid = (field: keyof ProjectInput, rule: InvalidRule, limit?: number): DomainError =>
    new DomainError({ code: "INVALID", field, rule, ...(limit === undefined ? {} : { limit }) });
  const text = (field: "title" | "background" | "goals" | "requirements", longest: number): string => {
    const value = input[field].trim();
    if (value === "") throw invalid(field, "required");
    if (value.length > longest) throw invalid(field, "too_long", longest);
    return value;
  };
  const day = (field: "startsOn" | "endsOn"): Date => {
    const value = DateTime.fromISO(input[field], { zone: "utc" });
    if (!/^\d{4}-\d{2}-\d{2}$/.test(input[field]) || !value.isValid) throw invalid(field, "not_a_date");
    return value.toJSDate();
  };
  const project: CheckedProject = {
    title: text("title", longestTitle),
    background: text("background", longestText),
    goals: text("goals", longestText),
    requirements: text("requirements", longestText),
    budgetMinor: parseAmount(input.budget, scope.currency, "budget"),
    currency: scope.currency,
    startsOn: day("startsOn"),
    endsOn: day("endsOn"),
    customerId: input.customerId,
  };
  if (project.endsOn < project.startsOn) throw invalid("endsOn", "ends_before_start");
  if (project.customerId !== null) {
    const customer = await loadCustomer(scope.db, project.customerId);
    // The card shows its name: a customer that is not the actor's to see is none to them.
    if (!customer || !maySee(scope.policy, scope.actor, customer))
      throw invalid("customerId", "unknown_choice");
  }
  return project;
}

/** A project as the audit trail keeps it. */
export function projectForAudit(
  project: CheckedProject & { status: string; department: string },
): JsonObject {
  return {
    status: project.status,
    department: project.department,
    title: project.title,
    background: project.background,
    goals: project.goals,
    requirements: project.requirements,
    budget: decimalFromMinor(project.budgetMinor, project.currency),
    currency: project.currency,
    startsOn: project.startsOn.toISOString().slice(0, 10),
    endsOn: project.endsOn.toISOString().slice(0, 10),
    customerId: project.customerId,
  };
}
