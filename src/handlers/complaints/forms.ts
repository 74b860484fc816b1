import { z } from "zod";
import { type Complaint, complaintLimits } from "../../domain/complaints/complaint";
import { referenceOf } from "../../domain/references";
import { severities } from "../../policy/policy";
import { fieldsFor } from "../../ui/fields";
import type { FormView, SearchOption } from "../../ui/form";
import { formView, type InitialValues } from "../../ui/read-form";
import type { Context } from "../context";
import { options } from "../customers/forms";

/** The search behind the customer field here: names alone, for whoever records a complaint. */
export const customerSearch = "complaint-customer";

export function complaintForm(context: Context) {
  const { texts, policy } = context;
  const { form, fields: labels } = texts.complaints;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "complaint.new",
    title: form.newTitle,
    submit: form.submitNew,
    cancel: texts.shared.cancel,
    schema: z.object({
      customer: fields.lookup({ label: labels.customer, hint: labels.customerHint }, customerSearch),
      severity: fields.choice({ label: labels.severity }, severityOptions(context)),
      product: fields.choice({ label: labels.product }, options(context, policy.products)),
      description: fields.paragraph({ label: labels.description }, complaintLimits.description),
    }),
  };
}

export type ComplaintInitial = InitialValues<ReturnType<typeof complaintForm>["schema"]>;

/** The form, prefilled; a message's link goes along in its state. */
export function openComplaintForm(
  context: Context,
  values: ComplaintInitial = {},
  { intro = [], link = null }: { intro?: readonly string[]; link?: string | null } = {},
): FormView {
  return formView(complaintForm(context), {
    values: { severity: "S3", ...values },
    intro,
    // Longer addresses than a form's state can hold are not kept; none of a chat message is.
    state: link !== null && link.length <= 1900 ? link : "",
  });
}

export function assignForm(context: Context, id: number) {
  const { form, fields: labels } = context.texts.complaints;
  const fields = fieldsFor(context.texts.shared.fields);
  return {
    name: "complaint.assign",
    title: form.assignTitle(referenceOf("complaint", id)),
    submit: form.submitAssign,
    cancel: context.texts.shared.cancel,
    schema: z.object({ person: fields.lookup({ label: labels.person }, "people") }),
  };
}

export function resolveForm(context: Context, id: number) {
  const { form, fields: labels } = context.texts.complaints;
  const fields = fieldsFor(context.texts.shared.fields);
  const label = { label: labels.resolution, hint: labels.resolutionHint };
  return {
    name: "complaint.resolve",
    title: form.resolveTitle(referenceOf("complaint", id)),
    submit: form.submitResolve,
    cancel: context.texts.shared.cancel,
    schema: z.object({ resolution: fields.paragraph(label, complaintLimits.resolution) }),
  };
}

/** What the customer was first told. */
export function respondForm(context: Context, id: number) {
  const { form, fields: labels } = context.texts.complaints;
  const fields = fieldsFor(context.texts.shared.fields);
  const label = { label: labels.response, hint: labels.responseHint };
  return {
    name: "complaint.respond",
    title: form.respondTitle(referenceOf("complaint", id)),
    submit: form.submitRespond,
    cancel: context.texts.shared.cancel,
    schema: z.object({ response: fields.paragraph(label, complaintLimits.response) }),
  };
}

/** What the customer is asked for. */
export function waitForm(context: Context, id: number) {
  const { form, fields: labels } = context.texts.complaints;
  const fields = fieldsFor(context.texts.shared.fields);
  const label = { label: labels.waitReason, hint: labels.waitHint };
  return {
    name: "complaint.wait",
    title: form.waitTitle(referenceOf("complaint", id)),
    submit: form.submitWait,
    cancel: context.texts.shared.cancel,
    schema: z.object({ reason: fields.paragraph(label, complaintLimits.waitReason) }),
  };
}

/** What the customer answered. */
export function answerForm(context: Context, id: number) {
  const { form, fields: labels } = context.texts.complaints;
  const fields = fieldsFor(context.texts.shared.fields);
  return {
    name: "complaint.answer",
    title: form.answerTitle(referenceOf("complaint", id)),
    submit: form.submitAnswer,
    cancel: context.texts.shared.cancel,
    schema: z.object({ answer: fields.paragraph({ label: labels.answer }, complaintLimits.answer) }),
  };
}

/** Another severity, and why. */
export function severityForm(context: Context, id: number) {
  const { form, fields: labels } = context.texts.complaints;
  const fields = fieldsFor(context.texts.shared.fields);
  return {
    name: "complaint.severity",
    title: form.severityTitle(referenceOf("complaint", id)),
    submit: form.submitSeverity,
    cancel: context.texts.shared.cancel,
    schema: z.object({
      severity: fields.choice({ label: labels.newSeverity }, severityOptions(context)),
      reason: fields.paragraph({ label: labels.severityReason }, complaintLimits.severityReason),
    }),
  };
}

const severityOptions = ({ policy, reader }: Context): SearchOption[] =>
  severities.map((value) => ({ value, label: reader.name(policy.complaints.severities[value]) }));

/** What the forms about one complaint have above their fields: which one it is. */
export const aboutComplaint = ({ texts }: Context, { id, customer }: Complaint): string =>
  texts.complaints.card.title(referenceOf("complaint", id), customer.name);
