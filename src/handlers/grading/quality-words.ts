import type { Quality, QualityField } from "../../domain/data-quality/quality-of";
import type { Context } from "../context";

/** Whose lack is said already by there being no contact at all. */
const ofContacts: readonly QualityField[] = ["phone", "email"];

/** What a record lacks, in words, and how long it lay untouched where that is what makes it bad: "missing: phone, needs". */
export function missingText({ texts, policy, reader }: Context, { missing, days }: Quality): string {
  const { fields, missing: lacks, stale } = texts.grading.quality;
  const named = missing.filter((field) => !(missing.includes("contact") && ofContacts.includes(field)));
  return [
    ...(named.length ? [lacks(reader.list(named.map((field) => fields[field])))] : []),
    ...(days * 2 > policy.customers.quality.stale_after ? [stale(days)] : []),
  ].join(" · ");
}
