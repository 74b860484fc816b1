import type { DomainProblem } from "../domain/errors";
import { minorFromDecimal } from "../domain/money";
import type { Texts } from "../i18n/texts";
import type { Card } from "../ui/card";
import { context as smallPrint, text } from "../ui/card";
import type { Context } from "./context";

/** A problem of the company's rules as sentences: what happened, why, and whom to ask or what to do. */
export function explainProblem(context: Context, problem: DomainProblem): string {
  const { texts, reader, policy, currency } = context;
  const { errors, shared } = texts;
  const money = (decimal: string, of = currency) => reader.money(minorFromDecimal(decimal, of), of);
  const ask = (people: readonly string[]) =>
    people.length ? errors.ask(reader.list(people)) : errors.askAnAdministrator;
  // Chinese has no space between sentences.
  const gap = reader.locale === "en" ? " " : "";
  switch (problem.code) {
    case "NOT_ALLOWED":
      return `${errors.notAllowed(permissionText(texts, problem.permission))}${gap}${ask(problem.askPeople)}`;
    case "NO_DEPARTMENT":
      return `${errors.noDepartment}${gap}${ask(problem.askPeople)}`;
    case "NOT_FOUND":
      return errors.notFound(shorten(problem.reference));
    case "CONFLICT":
      return problem.by && problem.at
        ? errors.conflict(
            problem.reference,
            statusText(texts, problem.status),
            problem.by,
            reader.moment(problem.at),
          )
        : errors.conflictUnknown(problem.reference, statusText(texts, problem.status));
    case "WRONG_STATE":
      return errors.wrongState(problem.reference, statusText(texts, problem.status));
    case "NOT_ASKED":
      return errors.notAsked(problem.reference);
    case "OWN_REQUEST":
      return errors.ownRequest(problem.reference);
    case "NO_APPROVER":
      return `${errors.noApprover(approverText(texts, problem.role))}${gap}${ask(problem.askPeople)}`;
    case "INVOICE_USED":
      return problem.by === "number"
        ? errors.invoiceNumberUsed(problem.reference, problem.claimant)
        : errors.invoiceFileUsed(problem.reference, problem.claimant);
    case "OVER_LIMIT":
      return errors.overLimit(
        reader.name(policy.expenses.categories[problem.category]?.name ?? sameName(problem.category)),
        money(problem.limit),
      );
    case "REASON_NEEDED":
      return errors.reasonNeeded;
    case "CLAIM_LIMIT":
      return errors.claimLimit(problem.limit);
    case "HOLDING_LIMIT":
      return errors.holdingLimit(problem.person, problem.limit);
    case "COOLING_DOWN":
      return errors.coolingDown(problem.reference, reader.moment(problem.until));
    case "MERGED":
      return errors.merged(problem.reference, problem.into);
    case "TOO_LATE":
      return errors.tooLate(problem.reference, reader.moment(problem.until));
    case "VISIT_TOUCH":
      return errors.visitTouch(problem.reference);
    case "LATER_MERGE":
      return errors.laterMerge(problem.reference, problem.later);
    case "STALE_FORM":
      return errors.staleForm(problem.reference);
    case "INVALID": {
      if (problem.rule === "receipt_needed")
        return errors.invalid.receipt_needed(money(String(problem.limit)));
      if (problem.rule === "too_much_paid" || problem.rule === "less_than_received")
        return errors.invalid[problem.rule](money(String(problem.limit), problem.currency));
      const sentence = errors.invalid[problem.rule];
      return typeof sentence === "string" ? sentence : sentence(String(problem.limit ?? shared.none));
    }
  }
}

/** What a reply about a problem looks like. */
export function problemCard(context: Context, sentence: string, reference?: string): Card {
  return {
    title: context.texts.errors.title,
    elements: [text(sentence), ...(reference ? [smallPrint(context.texts.errors.reference(reference))] : [])],
  };
}

const sameName = (key: string) => ({ en: key, "zh-Hans": key, "zh-Hant": key });

const has = <T extends object>(record: T, key: PropertyKey): key is keyof T => Object.hasOwn(record, key);

/** The reader's word for a stored status; a status no catalogue knows is shown as it is stored. */
export const statusText = (texts: Texts, status: string): string =>
  has(texts.shared.statuses, status) ? texts.shared.statuses[status] : status;

export const approverText = (texts: Texts, role: string): string =>
  has(texts.shared.approvers, role) ? texts.shared.approvers[role] : role;

/** A word that begins a line: languages with capitals begin it with one. */
export const atHead = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

const permissionText = (texts: Texts, permission: string): string =>
  has(texts.errors.permissions, permission) ? texts.errors.permissions[permission] : permission;

const shorten = (reference: string): string =>
  reference.length > 40 ? `${reference.slice(0, 39)}…` : reference;
