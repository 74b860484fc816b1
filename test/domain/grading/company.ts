import { DateTime } from "luxon";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { regradeAll } from "../../../src/domain/grading/regrade-all";
import { tellRegraded } from "../../../src/domain/grading/tell-regraded";
import type { Database, Person, Scope } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf } from "../approvals/company";

export const now = DateTime.fromISO("2026-11-23T10:20:00", { zone: "Asia/Shanghai" });

/** A rep with customers, and a head who may set grades. */
export interface GradingHouse {
  database: TestDatabase;
  db: Database;
  rep: Person;
  head: Person;
  as(person: Person, at?: DateTime): Scope;
  /** Logs a customer of size and industry that make 35 points together: a D. */
  customer(owner?: Person): Promise<number>;
  /** Stores a won deal as another system would, without grading. */
  sold(customerId: number, amountMinor: number, closedOn?: string): Promise<number>;
  night(at: DateTime): Promise<void>;
  morning(at: DateTime): Promise<void>;
  graded(id: number): Promise<{ grade: string | null; score: number | null }>;
}

export async function startGrading(): Promise<GradingHouse> {
  const database = await createDatabase();
  const db = database.client;
  const rep = await addPerson(db, "Rep", { roles: ["rep"] });
  const head = await addPerson(db, "Head", { roles: ["department_head"] });
  const as = (person: Person, at: DateTime = now) => scopeOf(db, person, { now: at });
  let count = 0;
  return {
    database,
    db,
    rep,
    head,
    as,
    async customer(owner = rep) {
      count += 1;
      const input = { name: `Acme ${count}`, size: "above_1000", industry: "software", contacts: [] };
      const logged = await logCustomer(as(owner), input, { despiteDuplicates: true });
      if (logged.kind !== "logged") throw new Error("not logged");
      return logged.customer.id;
    },
    async sold(customerId, amountMinor, closedOn = "2026-11-20") {
      const day = new Date(`${closedOn}T00:00:00Z`);
      const { id } = await db.deal.create({
        data: {
          customerId,
          ownerId: rep.id,
          product: "crm",
          channel: "direct",
          stage: "contract",
          amountMinor,
          currency: "CNY",
          expectedOn: day,
          status: "won",
          closedOn: day,
          policyVersion: "test",
        },
      });
      return id;
    },
    night: (at) => regradeAll(as(head, at)),
    morning: (at) => tellRegraded(as(head, at)),
    graded: (id) => db.customer.findUniqueOrThrow({ where: { id }, select: { grade: true, score: true } }),
  };
}
