/** "pending": with those asked. "returned": back with its requester for changes. "approved": set up. */
export const projectStatuses = ["pending", "returned", "approved", "rejected", "withdrawn"] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

/** The initiation form (policy 6.1.1). */
export interface ProjectInput {
  title: string;
  background: string;
  goals: string;
  requirements: string;
  /** As typed: "120,000". In the installation's currency. */
  budget: string;
  /** ISO days, "2026-11-23". */
  startsOn: string;
  endsOn: string;
  customerId: number | null;
}

export interface Project {
  id: number;
  title: string;
  background: string;
  goals: string;
  requirements: string;
  budgetMinor: bigint;
  currency: string;
  /** Midnight UTC of the day. */
  startsOn: Date;
  endsOn: Date;
  customerId: number | null;
  customerName: string | null;
  requesterId: number;
  requesterName: string;
  department: string;
  status: ProjectStatus;
  createdAt: Date;
  updatedAt: Date;
}
