import { auditTrail, type TrailEntry } from "../../domain/audit-trail";
import { referenceOf, type Subject } from "../../domain/references";
import { type Card, row, context as smallPrint, text } from "../../ui/card";
import type { Context } from "../context";

/** Who did what to a record, newest first, with what changed. */
export async function auditCard(context: Context, subject: Subject): Promise<Card> {
  const { texts, reader } = context;
  const words = texts.drumbeat.audit;
  const { entries, older } = await auditTrail(context, subject);
  return {
    title: words.title(referenceOf(subject.kind, subject.id)),
    elements: [
      ...entries.map((entry) =>
        row({
          text: words.line(reader.moment(entry.at), entry.who ?? words.system, entry.action, entry.via),
          detail: changes(context, entry).join("\n"),
        }),
      ),
      ...(entries.length ? [] : [text(words.empty)]),
      ...(older ? [smallPrint(words.older(older))] : []),
    ],
  };
}

/** The fields that changed; for a new record what it was made with. */
function changes({ texts }: Context, { before, after }: TrailEntry): string[] {
  const old = fieldsOf(before);
  return Object.entries(fieldsOf(after))
    .filter(([field, value]) => old[field] !== value && value !== "")
    .map(([field, value]) =>
      field in old ? texts.drumbeat.audit.change(field, old[field] ?? "", value) : `${field}: ${value}`,
    );
}

function fieldsOf(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [
      field,
      typeof each === "string" ? each : each === null ? "" : JSON.stringify(each),
    ]),
  );
}
