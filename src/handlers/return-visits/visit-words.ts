import { todayOf } from "../../domain/calendar/today";
import { storedDay } from "../../domain/calendar/working-days";
import type { ReturnVisit } from "../../domain/return-visits/visit";
import type { Context } from "../context";

/** "Acme · return visit 2", or that it follows a complaint. */
export function visitTitle({ texts }: Context, { customer, complaintId, number }: ReturnVisit): string {
  const { sale, complaint } = texts.deals.visits;
  return complaintId === null ? sale(customer.name, number) : complaint(customer.name);
}

/** By when it is to be made, or since when it is overdue. */
export function dueText(context: Context, { dueOn }: Pick<ReturnVisit, "dueOn">): string {
  const { due, overdue } = context.texts.deals.visits;
  return (dueOn < storedDay(todayOf(context)) ? overdue : due)(context.reader.day(dueOn));
}
