import type { Quality, QualityField } from "../../domain/data-quality/quality-of";
import {
  listQualityByOwner,
  listWorstRecords,
  type WorstRecord,
  type WorstRecords,
} from "../../domain/data-quality/worst-records";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import {
  type Button,
  button,
  buttons,
  type Card,
  type CardElement,
  row,
  context as smallPrint,
  text,
} from "../../ui/card";
import type { Context } from "../context";
import { missingText } from "./quality-words";

/** Somebody's worst records with what is missing (policy 5.1.2), one's own unless another owner is asked for. */
export async function worstCard(context: Context, ownerId = context.actor.id): Promise<Card> {
  const { texts, policy, actor } = context;
  const { quality: words } = texts.grading;
  const found = await listWorstRecords(context, ownerId);
  const isMine = ownerId === actor.id;
  const byOwner = may(policy, actor, "customer.edit_any")
    ? [buttons(button("customer.quality", "all", words.all))]
    : [];
  return {
    title: isMine ? words.mine : words.of(found.owner.name),
    elements: [
      ...(found.total === 0
        ? [text(isMine ? words.emptyMine : words.emptyOf)]
        : [...worstElements(context, found), explained(context, found)]),
      ...byOwner,
    ],
  };
}

/** The worst records, each with what is missing and a button to what mends it. */
export const worstElements = (context: Context, { records }: Pick<WorstRecords, "records">): CardElement[] =>
  records.map((record) => worstRow(context, record));

function worstRow(context: Context, { id, name, quality }: WorstRecord): CardElement {
  const { customers, grading } = context.texts;
  const said = [grading.quality.score(quality.score), missingText(context, quality)];
  return row({
    text: customers.card.title(name, referenceOf("customer", id)),
    detail: said.filter(Boolean).join(" · "),
    button: mending(context, id, quality),
  });
}

const ofContacts: readonly QualityField[] = ["contact", "phone", "email"];

/** What a form of the customer can mend is mended there; a stale record needs a touch, which its card offers. */
function mending({ texts }: Context, id: number, { missing }: Quality): Button {
  if (missing.some((field) => !ofContacts.includes(field)))
    return button("customer.edit", id, texts.shared.edit, { opens: "form" });
  if (missing.includes("contact"))
    return button("customer.add-contact", id, texts.customers.card.addContact, { opens: "form" });
  return button("customer.show", id, texts.shared.open);
}

const explained = ({ texts, policy }: Context, { records, total }: WorstRecords): CardElement =>
  smallPrint(
    [
      texts.shared.showing(records.length, total),
      texts.grading.quality.explain(policy.customers.quality.worst_below),
    ].join(" · "),
  );

/** Owners with how many of their records are bad, the most first, for whoever may edit other people's. */
export async function qualityByOwnerCard(context: Context): Promise<Card> {
  const { texts, policy } = context;
  const { quality: words } = texts.grading;
  const { owners, total } = await listQualityByOwner(context);
  return {
    title: words.byOwner,
    elements:
      total === 0
        ? [text(words.emptyOf)]
        : [
            ...owners.map(({ id, name, below, worst }) =>
              row({
                text: name,
                detail: words.owner(below, worst),
                button: button("customer.quality", id, texts.shared.open),
              }),
            ),
            smallPrint(
              [
                texts.shared.showing(owners.length, total),
                words.explain(policy.customers.quality.worst_below),
              ].join(" · "),
            ),
          ],
  };
}
