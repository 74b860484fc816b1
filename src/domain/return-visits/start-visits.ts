import { DateTime } from "luxon";
import { type Grade, grades } from "../../policy/policy";
import { storedDay, workingDayFrom } from "../calendar/working-days";
import type { Company, Transaction } from "../scope";

/** Somebody not graded yet is visited as the least of customers. */
const ungraded: Grade = "D";

/** So many days after a stored day; one that falls on a day off moves to the next working day. */
function daysAfter({ policy }: Pick<Company, "policy">, day: Date, days: number): Date {
  const from = DateTime.fromJSDate(day, { zone: "utc" });
  return storedDay(workingDayFrom(policy.calendar, from.plus({ days })));
}

/** A sale as its return visits follow from it. */
export interface Sale {
  dealId: number;
  customerId: number;
  closedOn: Date;
}

const visitsOf = (company: Pick<Company, "policy" | "now">, { dealId, customerId, closedOn }: Sale) =>
  company.policy.deals.return_visits.after_days.map((days, index) => ({
    customerId,
    dealId,
    number: index + 1,
    dueOn: daysAfter(company, closedOn, days),
    createdAt: company.now.toJSDate(),
  }));

/** Starts the return visits that follow a sale, numbered from 1 (policy 5.3.3). In the transaction that closes the deal. */
export async function startSaleVisits(
  transaction: Transaction,
  company: Pick<Company, "policy" | "now">,
  sale: Sale,
): Promise<void> {
  await transaction.returnVisit.createMany({ data: visitsOf(company, sale) });
}

/** Of sales that were made before they came to be known here, the visits whose day is still to come. */
export async function startVisitsToCome(
  transaction: Transaction,
  company: Pick<Company, "policy" | "now">,
  sales: readonly Sale[],
): Promise<void> {
  const today = storedDay(company.now);
  const data = sales.flatMap((sale) => visitsOf(company, sale).filter(({ dueOn }) => dueOn >= today));
  await transaction.returnVisit.createMany({ data });
}

/** The visits of a sale that was none after all. */
export async function dropSaleVisits(transaction: Transaction, dealId: number): Promise<void> {
  await transaction.returnVisit.updateMany({ where: { dealId, status: "due" }, data: { status: "dropped" } });
}

/**
 * Where the last visit of a sale is done, the next one follows by the customer's grade, from the day of that one, its number
 * counting on (policy 5.3.3). A customer is visited by grade once, however many sales it had: while such a visit of another sale
 * is due, none is added. Call it with the customer and the deal held, or two who record the last two at one moment start none
 * or two.
 */
export async function startNextVisit(
  transaction: Transaction,
  company: Pick<Company, "policy" | "now">,
  { dealId, customerId, doneOn }: { dealId: number; customerId: number; doneOn: Date },
): Promise<void> {
  const [left, { _max }, { grade }] = [
    await transaction.returnVisit.count({ where: { dealId, status: "due" } }),
    await transaction.returnVisit.aggregate({ where: { dealId }, _max: { number: true } }),
    await transaction.customer.findUniqueOrThrow({ where: { id: customerId }, select: { grade: true } }),
  ];
  if (left > 0) return;
  const { after_days, then_by_grade } = company.policy.deals.return_visits;
  const visitedByGrade = await transaction.returnVisit.count({
    where: { customerId, status: "due", number: { gt: after_days.length }, dealId: { not: null } },
  });
  if (visitedByGrade > 0) return;
  const graded = grades.find((each) => each === grade) ?? ungraded;
  const days = then_by_grade[graded];
  await transaction.returnVisit.create({
    data: {
      customerId,
      dealId,
      number: (_max.number ?? 0) + 1,
      dueOn: daysAfter(company, doneOn, days),
      createdAt: company.now.toJSDate(),
    },
  });
}
