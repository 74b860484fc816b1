/** The posts a person may hold (policy 1.2); one person may hold several. */
export const roles = [
  "specialist",
  "rep",
  "project_manager",
  "marketing_manager",
  "department_head",
  "director",
  "general_manager",
  "finance",
  "support",
  "hr",
  "admin",
] as const;
export type Role = (typeof roles)[number];
