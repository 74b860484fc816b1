import { complaintLimits } from "../../domain/complaints/complaint";
import { recordComplaint } from "../../domain/complaints/record-complaint";
import { identifyCustomer, type MeantCustomer } from "../../domain/customers/identify-customer";
import { typedLine, typedParagraph } from "../../domain/customers/typed-text";
import { requirePermission } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import { severities } from "../../policy/policy";
import type { RawValues } from "../../ui/form";
import type { ChatMessage } from "../../ui/interaction";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { customerOption } from "../customers/look-up";
import { nameOf } from "../policy-name";
import { complaintCard, severityName } from "./cards";
import { type ComplaintInitial, complaintForm, openComplaintForm } from "./forms";
import { namedProduct, readQuickComplaint } from "./quick-entry";

/**
 * `/complaint new` alone opens the form. A line that names one customer and says what happened is recorded at once, and the
 * answer says what was assumed; otherwise the form opens with what was understood.
 */
export async function newComplaint(context: Context, line: string): Promise<Outcome> {
  await requirePermission(context, "complaint.record");
  if (!typedLine(line)) return openForm(openComplaintForm(context));
  const read = readQuickComplaint(context.policy, line);
  const meant: MeantCustomer = read.customer
    ? await identifyCustomer(context, read.customer)
    : { kind: "none" };
  const [firstProduct] = Object.keys(context.policy.products);
  const product = read.product ?? firstProduct;
  const severity = read.severity ?? "S3";
  const short = (read.description?.length ?? 0) <= complaintLimits.description;
  if (meant.kind === "one" && read.description && product && short) {
    const { description } = read;
    const complaint = await recordComplaint(context, {
      customerId: meant.id,
      severity,
      product,
      description,
      sourceLink: null,
    });
    const { card } = context.texts.complaints;
    const productName = nameOf(context.reader, product, context.policy.products);
    return reply(
      complaintCard(context, complaint, [
        card.recorded,
        ...(read.severity ? [] : [card.assumedSeverity(severityName(context, severity))]),
        ...(read.product ? [] : [card.assumedProduct(productName)]),
      ]),
    );
  }
  // Words that name nobody may as well be what happened: they are kept there, so that nothing typed is lost.
  const described = meant.kind === "one" ? read.description : typedParagraph(line);
  const [description, cut] = fitting(context, described);
  return openForm(
    openComplaintForm(
      context,
      {
        customer: meant.kind === "one" ? customerOption(meant) : null,
        severity,
        product: read.product,
        description,
      },
      { intro: [...whatIsMissing(context, read.customer, meant, description), ...cut] },
    ),
  );
}

function whatIsMissing(
  { texts, reader }: Context,
  typed: string | null,
  meant: MeantCustomer,
  description: string | null,
): string[] {
  const { form } = texts.complaints;
  const short = typed && typed.length > 60 ? `${typed.slice(0, 59)}…` : typed;
  switch (meant.kind) {
    case "one":
      return description ? [] : [form.whatHappened];
    case "several": {
      const named = meant.customers
        .slice(0, 5)
        .map(({ id, name }) => `${name} (${referenceOf("customer", id)})`);
      return [form.severalCustomers(short ?? "", reader.list(named))];
    }
    case "none":
      return [short ? form.noCustomer(short) : form.whichCustomer];
  }
}

/** A text that fits the form's field, and the sentence that says so where it had to be shortened. */
function fitting({ texts }: Context, described: string | null): [description: string | null, said: string[]] {
  const most = complaintLimits.description;
  if (described === null || described.length <= most) return [described, []];
  const kept = typedParagraph(described.slice(0, most - 1).replace(/\p{Cs}$/u, "")) ?? "";
  return [`${kept}…`, [texts.complaints.form.shortened]];
}

/** "Record complaint" on a customer's card: the customer stands in the form already. */
export async function newComplaintForCustomer(context: Context, id: string): Promise<Outcome> {
  await requirePermission(context, "complaint.record");
  const meant = await identifyCustomer(context, id);
  const values: ComplaintInitial = meant.kind === "one" ? { customer: customerOption(meant) } : {};
  return openForm(openComplaintForm(context, values));
}

/** From any message: its text is what happened, its link is kept, and a customer's reference in it is understood. */
export async function complaintFromMessage(context: Context, message: ChatMessage): Promise<Outcome> {
  await requirePermission(context, "complaint.record");
  const mentioned = /(?<![\p{L}\p{N}])CUS-\d{1,9}(?![\p{L}\p{N}])/iu.exec(message.text)?.[0];
  const meant: MeantCustomer = mentioned ? await identifyCustomer(context, mentioned) : { kind: "none" };
  const severity = severities.find((each) => new RegExp(`\\b${each}\\b`).test(message.text)) ?? "S3";
  const [description, cut] = fitting(context, typedParagraph(message.text));
  return openForm(
    openComplaintForm(
      context,
      {
        customer: meant.kind === "one" ? customerOption(meant) : null,
        severity,
        product: namedProduct(context.policy, message.text),
        description,
      },
      {
        intro: [...(message.link ? [context.texts.complaints.form.fromMessage] : []), ...cut],
        link: message.link,
      },
    ),
  );
}

export async function submitComplaint(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const read = readForm(complaintForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const { customer, product, description } = read.values;
  const severity = severities.find((each) => each === read.values.severity) ?? "S3";
  const complaint = await recordComplaint(context, {
    customerId: customer,
    severity,
    product,
    description,
    sourceLink: state || null,
  });
  return reply(complaintCard(context, complaint, [context.texts.complaints.card.recorded]));
}
