import { todayOf } from "../../domain/calendar/today";
import { requireCustomer } from "../../domain/customers/customer";
import { identifyCustomer, type MeantCustomer } from "../../domain/customers/identify-customer";
import { typedLine, typedParagraph } from "../../domain/customers/typed-text";
import { referenceOf } from "../../domain/references";
import { logTouch, requireMayTouch } from "../../domain/touches/log-touch";
import { type TouchInput, touchKinds, touchLimits, touchOutcomes } from "../../domain/touches/touch";
import type { RawValues } from "../../ui/form";
import type { ChatMessage } from "../../ui/interaction";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { customerOption } from "../customers/look-up";
import { readingOf, requireDay } from "../read-day";
import { requireId } from "../require-reference";
import { touchCard } from "./cards";
import { openTouchForm, readTouchState, touchForm } from "./forms";
import { readQuickTouch } from "./quick-entry";

/**
 * `/touch new` alone opens the form. A line that names one customer and how it was contacted is logged at once, and the answer
 * says what was understood; otherwise the form opens with that.
 */
export async function newTouch(context: Context, line: string): Promise<Outcome> {
  if (!typedLine(line)) return openForm(openTouchForm(context));
  const { customer, kind, ...read } = readQuickTouch(line, readingOf(context));
  const meant: MeantCustomer = customer ? await identifyCustomer(context, customer) : { kind: "none" };
  if (meant.kind === "one") await requireMayTouch(context, await requireCustomer(context, meant.id));
  const fits =
    (read.note?.length ?? 0) <= touchLimits.note && (read.nextStep?.length ?? 0) <= touchLimits.nextStep;
  if (meant.kind === "one" && kind && fits)
    return log(context, {
      ...read,
      customerId: meant.id,
      kind,
      outcome: read.outcome ?? "neutral",
      sourceLink: null,
    });
  // Words that name nobody may as well be what was said: they are kept there, so that nothing typed is lost.
  const [note, cut] = fitting(context, meant.kind === "one" ? read.note : typedParagraph(line));
  return openForm(
    openTouchForm(
      context,
      {
        customer: meant.kind === "one" ? customerOption(meant) : null,
        kind,
        outcome: read.outcome ?? "neutral",
        note,
        nextStep: meant.kind === "one" ? read.nextStep?.slice(0, touchLimits.nextStep) : null,
        nextOn: read.nextOn?.toISODate(),
      },
      {
        intro: [
          ...whichCustomer(context, customer, meant),
          ...(kind ? [] : [context.texts.touches.form.whichKind]),
          ...cut,
        ],
      },
    ),
  );
}

function whichCustomer({ texts, reader }: Context, typed: string | null, meant: MeantCustomer): string[] {
  const { form } = texts.touches;
  const short = typed && typed.length > 60 ? `${typed.slice(0, 59)}…` : typed;
  if (meant.kind === "one") return [];
  if (meant.kind === "none") return [short ? form.noCustomer(short) : form.whichCustomer];
  const named = meant.customers.slice(0, 5).map(({ id, name }) => `${name} (${referenceOf("customer", id)})`);
  return [form.severalCustomers(short ?? "", reader.list(named))];
}

/** A text that fits the form's field, and the sentence that says so where it had to be shortened. */
function fitting({ texts }: Context, said: string | null): [note: string | null, cut: string[]] {
  if (said === null || said.length <= touchLimits.note) return [said, []];
  const kept = typedParagraph(said.slice(0, touchLimits.note - 1).replace(/\p{Cs}$/u, "")) ?? "";
  return [`${kept}…`, [texts.touches.form.shortened]];
}

/** "Log touch" on a customer's card: the customer stands in the form already. */
export async function newTouchForCustomer(context: Context, id: string): Promise<Outcome> {
  const customer = await requireCustomer(context, requireId(id));
  await requireMayTouch(context, customer);
  return openForm(openTouchForm(context, { customer: customerOption(customer) }));
}

/** From any message: its text is what was said, its link is kept, and a customer's reference in it is understood. */
export async function touchFromMessage(context: Context, message: ChatMessage): Promise<Outcome> {
  const mentioned = /(?<![\p{L}\p{N}])CUS-\d{1,9}(?![\p{L}\p{N}])/iu.exec(message.text)?.[0];
  const meant: MeantCustomer = mentioned ? await identifyCustomer(context, mentioned) : { kind: "none" };
  const [note, cut] = fitting(context, typedParagraph(message.text));
  return openForm(
    openTouchForm(
      context,
      { customer: meant.kind === "one" ? customerOption(meant) : null, kind: "message", note },
      {
        intro: [...(message.link ? [context.texts.touches.form.fromMessage] : []), ...cut],
        link: message.link,
      },
    ),
  );
}

export async function submitTouch(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const read = readForm(touchForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const { customer, note, nextStep, nextOn, at } = read.values;
  const { form, link } = readTouchState(state);
  const today = todayOf(context);
  const input: TouchInput = {
    customerId: customer,
    kind: touchKinds.find((each) => each === read.values.kind) ?? "call",
    outcome: touchOutcomes.find((each) => each === read.values.outcome) ?? "neutral",
    // Of another day than today nobody says the hour.
    at: at === today.toISODate() ? context.now : today.set(dayParts(at)).set({ hour: 12 }),
    note,
    nextStep,
    nextOn: nextOn === null ? null : requireDay(context, nextOn, "nextOn"),
    sourceLink: link,
  };
  return log(context, input, form);
}

function dayParts(iso: string): { year: number; month: number; day: number } {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  return { year, month, day };
}

async function log(context: Context, input: TouchInput, form: string | null = null): Promise<Outcome> {
  await logTouch(context, input, form);
  return reply(await touchCard(context, await requireCustomer(context, input.customerId), input));
}
