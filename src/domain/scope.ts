import type { DateTime } from "luxon";
import type { Prisma, PrismaClient } from "../db/generated/client";
import type { Policy } from "../policy/policy";
import type { Role } from "../policy/roles";

export type Database = PrismaClient;
/** A database or a transaction on it: what a read may be given. */
export type Reader = PrismaClient | Prisma.TransactionClient;
export type Transaction = Prisma.TransactionClient;

/** Where a change came from, as the audit trail keeps it. */
export type Via = "slack" | "teams" | "file" | "clock" | "system";

/** The company as a verb sees it: its rules, its clock, its zone. */
export interface Company {
  db: Database;
  policy: Policy;
  /** Settings of the installation. */
  timeZone: string;
  currency: string;
  /** Now, in the company's zone. */
  now: DateTime;
}

/** Someone acting in the company: what every domain verb is given first. */
export interface Scope extends Company {
  actor: Person;
  via: Via;
  /** The delivery or job it came with. */
  origin: string;
}

/** A person as the rules need them; read anew for each interaction, never cached. */
export interface Person {
  id: number;
  email: string | null;
  name: string;
  department: string | null;
  headOf: readonly string[];
  roles: readonly Role[];
  locale: string | null;
  /** Their own; of somebody acting, their chat client's where they have none. */
  timeZone: string | null;
  active: boolean;
}

export type { Role } from "../policy/roles";
