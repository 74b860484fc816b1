import { DateTime } from "luxon";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import type { Deal } from "../../../src/domain/deals/deal";
import type { DealFields } from "../../../src/domain/deals/deal-input";
import { openDeal } from "../../../src/domain/deals/open-deal";
import { showDeal } from "../../../src/domain/deals/show-deal";
import { winDeal } from "../../../src/domain/deals/win-deal";
import type { Database, Person, Scope } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, scopeOf } from "../approvals/company";

/** A Wednesday, in the morning. */
export const now = DateTime.fromISO("2026-11-25T10:00", { zone: "Asia/Shanghai" });

export const dealFields: DealFields = {
  product: "crm",
  channel: "direct",
  stage: "first_talk",
  amount: "120,000",
  listPrice: null,
  expectedOn: "2026-12-20",
  competitor: null,
  title: null,
};

/** The sales of a company with a customer of the rep's. */
export interface Sales {
  database: TestDatabase;
  db: Database;
  rep: Person;
  otherRep: Person;
  manager: Person;
  finance: Person;
  otherFinance: Person;
  specialist: Person;
  customerId: number;
  as(person: Person, at?: DateTime): Scope;
  customer(owner?: Person): Promise<number>;
  open(fields?: Partial<DealFields>): Promise<Deal>;
  won(fields?: Partial<DealFields>): Promise<Deal>;
  show(id: number): Promise<Deal>;
}

export async function startSales(): Promise<Sales> {
  const database = await createDatabase();
  const db = database.client;
  const add = addPerson.bind(null, db);
  const rep = await add("Rep", { roles: ["rep"] });
  const as = (person: Person, at = now) => scopeOf(db, person, { now: at });
  let count = 0;
  const customer = async (owner = rep) => {
    count += 1;
    const input = { name: `Customer ${count}`, contacts: [] };
    const logged = await logCustomer(as(owner), input, { despiteDuplicates: true });
    if (logged.kind !== "logged") throw new Error("not logged");
    return logged.customer.id;
  };
  const customerId = await customer();
  const open = (fields: Partial<DealFields> = {}) =>
    openDeal(as(rep), { ...dealFields, ...fields, customerId, ownerId: null });
  return {
    database,
    db,
    rep,
    otherRep: await add("Other rep", { roles: ["rep"] }),
    manager: await add("Manager", { roles: ["marketing_manager"] }),
    finance: await add("Finance", { roles: ["finance"], department: "finance" }),
    otherFinance: await add("Other finance", { roles: ["finance"], department: "finance" }),
    specialist: await add("Specialist", { roles: ["specialist"] }),
    customerId,
    as,
    customer,
    open,
    won: async (fields = {}) => {
      const { id, revision } = await open(fields);
      const amount = fields.amount ?? dealFields.amount;
      return winDeal(as(rep), id, revision, { amount, closedOn: "2026-11-25", payableOn: null });
    },
    show: (id) => showDeal(as(rep), id),
  };
}
