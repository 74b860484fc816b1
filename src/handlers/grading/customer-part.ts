import type { Customer } from "../../domain/customers/customer";
import { recordQuality } from "../../domain/data-quality/record-quality";
import { explainGrade } from "../../domain/grading/explain-grade";
import type { Graded } from "../../domain/grading/grade-of";
import { may } from "../../domain/people/permissions";
import { button, type CardElement, row, context as smallPrint } from "../../ui/card";
import type { Context } from "../context";
import type { DrawCustomerPart } from "../customers/part";
import { missingText } from "./quality-words";

/** Hundredths of a point as a number: 1225 is "12.25", 8400 is "84". */
const pointsText = (hundredths: number): string => String(hundredths / 100);

/** "Grade A · 84 of 100", and what each fact counts, with who set it by hand, why and until when (policy 5.2.1). */
export const gradePart: DrawCustomerPart = async (context, customer) => ({
  elements: gradeElements(context, customer, await explainGrade(context, customer)),
  buttons: [],
});

function gradeElements(context: Context, customer: Customer, graded: Graded): CardElement[] {
  const { texts, policy, actor, reader } = context;
  const { card } = texts.grading;
  const mayGrade = may(policy, actor, "customer.grade");
  const factors = graded.factors
    .filter(({ weight }) => weight > 0)
    .map(({ factor, points, weight }) =>
      card.factor(card.factors[factor], pointsText(points), String(weight)),
    );
  const { id, overrideReason, overrideUntil, overrideBy } = customer;
  const grade = row({
    text: card.grade(customer.grade ?? graded.grade, pointsText(graded.score)),
    detail: factors.join(" · "),
    ...(mayGrade ? { button: button("customer.grade", id, card.set, { opens: "form" }) } : {}),
  });
  if (!graded.byHand || overrideUntil === null) return [grade];
  const byHand = card.byHand(overrideBy?.name ?? texts.shared.nobody, reader.moment(overrideUntil));
  return [
    grade,
    row({ text: byHand, detail: overrideReason ?? "", ...removal(context, customer, mayGrade) }),
  ];
}

function removal({ texts }: Context, { id, overrideUntil, grade }: Customer, mayGrade: boolean) {
  const { card } = texts.grading;
  if (!mayGrade) return {};
  const shown = `${id}:${grade ?? "-"}:${overrideUntil?.getTime() ?? 0}`;
  const confirm = {
    title: card.removeTitle,
    text: card.removeText,
    ok: card.remove,
    cancel: texts.shared.cancel,
  };
  return { button: button("customer.ungrade", shown, card.remove, { confirm }) };
}

/** One small line where a record is incomplete or among the worst (policy 5.1.2). */
export const qualityPart: DrawCustomerPart = async (context, customer) => {
  const { texts, policy } = context;
  const quality = await recordQuality(context, customer);
  const isGood = quality.score >= policy.customers.quality.worst_below && quality.missing.length === 0;
  if (isGood || customer.ownerId === null) return { elements: [], buttons: [] };
  const said = [texts.grading.quality.record(quality.completeness), missingText(context, quality)];
  return { elements: [smallPrint(said.filter(Boolean).join(" · "))], buttons: [] };
};
