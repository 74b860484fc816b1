import type { Complaint } from "../../domain/complaints/complaint";
import { referenceOf } from "../../domain/references";
import { severities } from "../../policy/policy";
import { type Card, type CardElement, facts, quote, context as smallPrint, text } from "../../ui/card";
import type { Context } from "../context";
import { nameOf } from "../policy-name";
import { actionButtons } from "./buttons";
import { clockElements, statusOfCard } from "./clock-facts";

/** A complaint as it stands, and what this reader may do. `said` stands first: what has just happened. */
export function complaintCard(context: Context, complaint: Complaint, said: readonly string[] = []): Card {
  const { texts, reader, policy } = context;
  const { card, fields } = texts.complaints;
  return {
    title: card.title(referenceOf("complaint", complaint.id), complaint.customer.name),
    status: statusOfCard(context, complaint),
    elements: [
      ...said.map(text),
      ...(complaint.status === "open" && complaint.ownerId === null ? [text(card.unowned)] : []),
      ...clockElements(context, complaint),
      quote(complaint.description),
      ...resolutionElements(context, complaint),
      facts([
        [fields.customer, `${complaint.customer.name} · ${referenceOf("customer", complaint.customerId)}`],
        [fields.severity, severityName(context, complaint.severity)],
        [fields.product, nameOf(reader, complaint.product, policy.products)],
        [fields.owner, complaint.owner?.name ?? texts.shared.nobody],
        [fields.reporter, complaint.reporter.name],
        [fields.recordedAt, reader.moment(complaint.createdAt)],
      ]),
      ...actionButtons(context, complaint),
    ],
  };
}

function resolutionElements({ texts, reader }: Context, complaint: Complaint): CardElement[] {
  const { card, fields } = texts.complaints;
  if (complaint.resolution === null || complaint.resolvedAt === null) return [];
  const at = reader.moment(complaint.resolvedAt);
  const by = complaint.resolvedBy?.name;
  return [
    text(fields.resolution),
    quote(complaint.resolution),
    smallPrint(by ? card.resolvedBy(by, at) : card.resolvedAt(at)),
  ];
}

export function severityName({ reader, policy }: Context, stored: string): string {
  const severity = severities.find((each) => each === stored);
  return severity ? reader.name(policy.complaints.severities[severity]) : stored;
}
