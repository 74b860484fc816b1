import { todayOf } from "../calendar/today";
import { typedDay } from "../calendar/typed-day";
import { storedDay } from "../calendar/working-days";
import { requireChoice, requireLength, typedLine } from "../customers/typed-text";
import { DomainError } from "../errors";
import { parseAmount } from "../money";
import { Refusals } from "../refusals";
import type { Scope } from "../scope";
import { type Deal, dealLimits } from "./deal";

/** What is known of a deal, as people fill it in; choices are keys of the policy. */
export interface DealFields {
  product: string;
  channel: string;
  stage: string;
  /** As typed, in the deal's currency; of a new one, the installation's. */
  amount: string;
  /** What the price list asks for the same, as typed. */
  listPrice: string | null;
  /** ISO day on which it is expected to be decided. */
  expectedOn: string;
  competitor: string | null;
  title: string | null;
}

/** The columns of a deal as they will be stored. */
export type DealColumns = Pick<
  Deal,
  "product" | "channel" | "stage" | "amountMinor" | "listMinor" | "expectedOn" | "competitor" | "title"
>;

/**
 * Reads what was filled in. What stays as it was in `stored` is taken even where the policy has it no more, or the day has
 * gone by. Throws INVALID about every field that breaks a rule.
 */
export function readDealFields(
  scope: Scope,
  input: DealFields,
  stored: Pick<Deal, "product" | "channel" | "stage" | "expectedOn" | "currency"> | null = null,
): DealColumns {
  const { policy } = scope;
  const currency = stored?.currency ?? scope.currency;
  const refusals = new Refusals();
  const choose = (field: "product" | "channel" | "stage", choices: object) => {
    if (input[field] !== stored?.[field]) requireChoice(input[field], field, Object.keys(choices));
    return input[field];
  };
  const line = (text: string | null, field: string) => {
    const kept = typedLine(text);
    requireLength(kept, field, dealLimits.line);
    return kept;
  };
  const product = refusals.of(() => choose("product", policy.products));
  const channel = refusals.of(() => choose("channel", policy.deals.channels));
  const stage = refusals.of(() => choose("stage", policy.deals.stages));
  const amountMinor = refusals.of(() => parseAmount(input.amount, currency, "amount"));
  const listMinor = refusals.of(() =>
    typedLine(input.listPrice) === null ? null : parseAmount(input.listPrice ?? "", currency, "listPrice"),
  );
  const expectedOn = refusals.of(() => expectedDay(scope, input.expectedOn, stored?.expectedOn ?? null));
  const competitor = refusals.of(() => line(input.competitor, "competitor"));
  const title = refusals.of(() => line(input.title, "title"));
  if (!product.ok || !channel.ok || !stage.ok || !amountMinor.ok || !listMinor.ok) throw refusals.error();
  if (!expectedOn.ok || !competitor.ok || !title.ok) throw refusals.error();
  return {
    product: product.value,
    channel: channel.value,
    stage: stage.value,
    amountMinor: amountMinor.value,
    listMinor: listMinor.value,
    expectedOn: expectedOn.value,
    competitor: competitor.value,
    title: title.value,
  };
}

function expectedDay(scope: Scope, typed: string, stored: Date | null): Date {
  const day = typedDay(typed, "expectedOn");
  if (day.getTime() !== stored?.getTime() && day < storedDay(todayOf(scope)))
    throw new DomainError({ code: "INVALID", field: "expectedOn", rule: "date_in_past" });
  return day;
}
