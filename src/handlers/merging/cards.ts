import { type Compared, compareCustomers } from "../../domain/merging/compare-customers";
import type { Merge } from "../../domain/merging/merge";
import type { MergeInput } from "../../domain/merging/merge-customers";
import { referenceOf } from "../../domain/references";
import { type Button, button, buttons, type Card, row, context as smallPrint, text } from "../../ui/card";
import type { Context } from "../context";

/** Both as they are, before anything changes; the reader confirms that the one goes into the other. */
export async function previewCard(context: Context, input: MergeInput): Promise<Card> {
  const { texts, policy } = context;
  const words = texts.merging;
  const { kept, merged } = await compareCustomers(context, input);
  const [keptReference, mergedReference] = referencesOf(input);
  return {
    title: words.preview(mergedReference, keptReference),
    elements: [
      row({
        text: words.stays(texts.customers.card.title(kept.customer.name, keptReference)),
        detail: detailOf(context, kept),
      }),
      row({
        text: words.goes(texts.customers.card.title(merged.customer.name, mergedReference)),
        detail: detailOf(context, merged),
      }),
      text(words.explained(mergedReference, keptReference)),
      buttons(
        button("merge.confirm", `${input.keptId}:${input.mergedId}`, words.merge, {
          style: "primary",
          confirm: {
            title: words.preview(mergedReference, keptReference),
            text: words.sure(policy.customers.unmerge_days),
            ok: words.merge,
            cancel: texts.shared.cancel,
          },
        }),
      ),
    ],
  };
}

function detailOf({ texts }: Context, { customer, ...counts }: Compared): string {
  const { contacts, touches, deals, complaints } = texts.merging.counts;
  return [
    customer.owner?.name ?? texts.shared.nobody,
    contacts(counts.contacts),
    touches(counts.touches),
    deals(counts.deals),
    complaints(counts.complaints),
  ].join(" · ");
}

/** What was moved, and until when it can be undone. */
export function mergedCard(context: Context, merge: Merge): Card {
  const { texts, reader } = context;
  const words = texts.merging;
  const [keptReference, mergedReference] = referencesOf(merge);
  const { contacts, touches, deals, complaints } = merge.moved;
  const moved = [
    contacts.length && words.counts.contacts(contacts.length),
    touches.length && words.counts.touches(touches.length),
    deals.length && words.counts.deals(deals.length),
    complaints.length && words.counts.complaints(complaints.length),
  ].filter(Boolean);
  return {
    title: words.done(mergedReference, keptReference),
    elements: [
      moved.length > 0 ? row({ text: words.moved, detail: moved.join(" · ") }) : text(words.nothingMoved),
      smallPrint(words.until(reader.moment(merge.until))),
      buttons(button("customer.show", merge.keptId, texts.shared.open), undoButton(context, merge)),
    ],
  };
}

export function undoButton({ texts }: Context, merge: Merge): Button {
  const words = texts.merging;
  const [, mergedReference] = referencesOf(merge);
  return button("merge.undo", merge.id, words.undo, {
    confirm: {
      title: words.undoTitle(mergedReference),
      text: words.undoText,
      ok: words.undo,
      cancel: texts.shared.cancel,
    },
  });
}

export const referencesOf = ({ keptId, mergedId }: MergeInput): [kept: string, merged: string] => [
  referenceOf("customer", keptId),
  referenceOf("customer", mergedId),
];
