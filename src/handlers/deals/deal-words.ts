import { todayOf } from "../../domain/calendar/today";
import { storedDay } from "../../domain/calendar/working-days";
import type { Deal } from "../../domain/deals/deal";
import type { DealSums } from "../../domain/deals/deal-sums";
import type { Context } from "../context";
import { nameOf } from "../policy-name";

/** The day by which a deal was to be decided, marked where it has gone by. */
export function expectedText(context: Context, { expectedOn, status }: Pick<Deal, "expectedOn" | "status">) {
  const day = context.reader.day(expectedOn);
  return status === "open" && isPast(context, expectedOn) ? context.texts.deals.card.overdue(day) : day;
}

/** Whether a stored day is before the reader's today. */
export const isPast = (context: Context, day: Date): boolean => day < storedDay(todayOf(context));

export const stageName = ({ reader, policy }: Context, stage: string): string =>
  nameOf(reader, stage, policy.deals.stages);

/** What deals come to together, each currency by itself. */
export const sumsText = ({ reader }: Context, { amounts }: DealSums): string =>
  amounts.map(({ amountMinor, currency }) => reader.money(amountMinor, currency)).join(" + ");
