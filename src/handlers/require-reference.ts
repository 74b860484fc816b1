import { DomainError } from "../domain/errors";
import { readReference, type SubjectKind } from "../domain/references";

/** The id in what somebody typed: "EXP-1042", "1042". Throws NOT_FOUND for anything else, saying what was typed. */
export function requireReference(typed: string, kind: SubjectKind): number {
  const subject = readReference(typed, kind);
  if (subject?.kind !== kind) throw new DomainError({ code: "NOT_FOUND", reference: typed.trim() || "…" });
  return subject.id;
}

/** The id in a button or a form's state. Throws NOT_FOUND when it is none: only a forged one is. */
export function requireId(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new DomainError({ code: "NOT_FOUND", reference: text.slice(0, 20) });
  return Number(text);
}
