import { z } from "zod";
import type { Customer } from "../../domain/customers/customer";
import { requireNotMerged } from "../../domain/customers/merged";
import { showCustomer } from "../../domain/customers/show-customer";
import { DomainError } from "../../domain/errors";
import {
  type GradeSeen,
  gradeSeenOn,
  heldUntil,
  longestGradeReason,
  removeSetGrade,
  setGrade,
} from "../../domain/grading/set-grade";
import { requirePermission } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import { type Grade, grades } from "../../policy/policy";
import { fieldsFor } from "../../ui/fields";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { customerCard } from "../customers/cards";
import { pickCustomer } from "../customers/look-up";
import { requireId } from "../require-reference";
import { readGradeLine } from "./read-grade-line";

/** `/customer grade CUS-1001 A because ...` sets it; without a grade or a reason the form asks. */
export async function gradeInWords(context: Context, typed: string): Promise<Outcome> {
  const { customer: named, grade, reason } = readGradeLine(typed);
  const picked = await pickCustomer(context, named, context.texts.grading.verbs.grade.usage);
  if ("kind" in picked) return picked;
  if (grade === null || reason === null) return openFormFor(context, picked, grade);
  return set(context, picked.id, { grade, reason, seen: gradeSeenOn(picked) });
}

export async function openGrade(context: Context, id: string): Promise<Outcome> {
  return openFormFor(context, await showCustomer(context, requireId(id)), null);
}

/** Opens the form only for somebody whose submission would be taken. */
async function openFormFor(context: Context, customer: Customer, grade: Grade | null): Promise<Outcome> {
  await requirePermission(context, "customer.grade");
  requireNotMerged(customer);
  const { card, form } = context.texts.grading;
  const graded =
    customer.score === null ? [] : [card.grade(customer.grade ?? "", String(customer.score / 100))];
  return openForm(
    formView(gradeForm(context, customer.id), {
      state: stateOf(customer.id, gradeSeenOn(customer)),
      values: { grade: grade ?? customer.grade, reason: customer.overrideReason },
      intro: [...graded, form.holds(context.reader.moment(heldUntil(context)))],
    }),
  );
}

function gradeForm({ texts }: Context, id: number) {
  const { form } = texts.grading;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "customer.grade",
    title: form.title(referenceOf("customer", id)),
    submit: form.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      grade: fields.choice(
        { label: form.grade },
        grades.map((value) => ({ value, label: value })),
      ),
      reason: fields.paragraph({ label: form.reason, hint: form.reasonHint }, longestGradeReason),
    }),
  };
}

export async function submitGrade(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const { id, seen } = readState(state);
  const read = readForm(gradeForm(context, id), raw);
  if (!read.ok) return formErrors(read.errors);
  const grade = grades.find((each) => each === read.values.grade) ?? "D";
  return set(context, id, { grade, reason: read.values.reason, seen });
}

/** The id is what the button showed: the customer's, the grade, and when it ends. */
export async function removeGrade(context: Context, shown: string): Promise<Outcome> {
  const { id, seen } = readState(shown);
  const customer = await removeSetGrade(context, id, seen);
  return reply(
    await customerCard(context, customer, [context.texts.grading.card.isRemoved(customer.grade ?? "")]),
  );
}

async function set(
  context: Context,
  id: number,
  input: { grade: Grade; reason: string; seen: GradeSeen },
): Promise<Outcome> {
  const customer = await setGrade(context, id, input);
  return reply(await customerCard(context, customer, [context.texts.grading.card.isSet(input.grade)]));
}

const stateOf = (id: number, { grade, until }: GradeSeen): string =>
  `${id}:${grade ?? "-"}:${until?.getTime() ?? 0}`;

/** Throws NOT_FOUND for a state that nothing of ours made. */
function readState(state: string): { id: number; seen: GradeSeen } {
  const [, id, grade, until] = /^(\d{1,9}):([A-D-]):(\d{1,14})$/.exec(state) ?? [];
  if (!id) throw new DomainError({ code: "NOT_FOUND", reference: "CUS" });
  return {
    id: Number(id),
    seen: {
      grade: grades.find((each) => each === grade) ?? null,
      until: until === "0" ? null : new Date(Number(until)),
    },
  };
}
