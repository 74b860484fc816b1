import { auditTrail, type Trail, type TrailEntry } from "../../domain/audit-trail";
import { referenceOf, type Subject } from "../../domain/references";
import type { Names } from "../../policy/policy";
import { type Card, row, context as smallPrint, text } from "../../ui/card";
import type { Context } from "../context";
import { approverText, statusText } from "../explain-problem";
import { nameOf } from "../policy-name";
import { kindName, outcomeName } from "../touches/follow-up-words";

/** Who did what to a record, newest first, with what changed. */
export async function auditCard(context: Context, subject: Subject): Promise<Card> {
  const { texts, reader } = context;
  const words = texts.drumbeat.audit;
  const { entries, names, older } = await auditTrail(context, subject);
  return {
    title: words.title(referenceOf(subject.kind, subject.id)),
    elements: [
      ...entries.map((entry) =>
        row({
          text: words.line(
            reader.moment(entry.at),
            entry.who ?? words.system,
            actionText(context, entry.action),
            wordOf(words.via, entry.via),
          ),
          detail: changes(context, entry, names).join("\n"),
        }),
      ),
      ...(entries.length ? [] : [text(words.empty)]),
      ...(older ? [smallPrint(words.older(older))] : []),
    ],
  };
}

/** The fields that changed; for a new record what it was made with. What is empty before and after is no change. */
function changes(context: Context, { before, after }: TrailEntry, names: Trail["names"]): string[] {
  const { texts } = context;
  const { change } = texts.drumbeat.audit;
  const old = new Map(fieldsOf(before));
  return fieldsOf(after)
    .filter(([field, value]) => (old.get(field) ?? "") !== value)
    .map(([field, value]) => {
      const [name = "", ...rest] = field.split(".");
      const path = rest.flatMap((part) => part.split(" ")).map((word) => approverText(texts, word));
      const said = [wordOf(texts.drumbeat.audit.fields, name), ...path].join(" ");
      const was = old.get(field);
      const now = value && valueText(context, name, value, names);
      return was
        ? change(said, valueText(context, name, was, names), now || texts.shared.none)
        : texts.drumbeat.audit.set(said, now);
    });
}

/** A stored key as the reader says it; everything else as it is stored. */
function valueText(
  { texts, reader, policy }: Context,
  field: string,
  stored: string,
  names: Trail["names"],
): string {
  switch (field) {
    case "ownerId":
      return names.get(Number(stored)) ?? stored;
    case "customerId":
    case "mergedId":
    case "mergedIntoId":
      return referenceOf("customer", Number(stored));
    case "projectId":
      return referenceOf("project", Number(stored));
    case "status":
    case "request":
    case "steps":
      return statusText(texts, wordOf(texts.drumbeat.audit.stepStatuses, stored));
    case "department":
      return reader.name(policy.departments[stored] ?? sameName(stored));
    case "category":
      return reader.name(policy.expenses.categories[stored]?.name ?? sameName(stored));
    case "product":
      return nameOf(reader, stored, policy.products);
    case "stage":
      return nameOf(reader, stored, policy.deals.stages);
    case "channel":
      return nameOf(reader, stored, policy.deals.channels);
    case "lostReason":
      return nameOf(reader, stored, policy.deals.lost_reasons);
    case "kind":
      return kindName(texts, stored);
    case "outcome":
      return outcomeName(texts, stored);
    case "at":
      return reader.moment(new Date(stored));
    default:
      return stored;
  }
}

/** Every value with the path that leads to it, "steps.1 department_head". */
function fieldsOf(value: unknown, path = ""): [string, string][] {
  if (value === null || value === undefined) return path ? [[path, ""]] : [];
  if (typeof value !== "object") return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, each]) => fieldsOf(each, path ? `${path}.${key}` : key));
}

/** "expense.returned" as the reader says it; a word that no catalogue knows is shown as it is stored. */
function actionText({ texts }: Context, action: string): string {
  const words = texts.drumbeat.audit;
  const [subject = "", verb = ""] = action.split(".");
  return `${wordOf(words.subjects, subject)} ${wordOf(words.actions, verb)}`;
}

const wordOf = (words: Readonly<Record<string, string>>, key: string): string =>
  (Object.hasOwn(words, key) ? words[key] : undefined) ?? key;

const sameName = (key: string): Names => ({ en: key, "zh-Hans": key, "zh-Hant": key });
