import { type ClaimLine, listClaims, pageSize } from "../../domain/expenses/list-claims";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import {
  button,
  buttons,
  type Card,
  type CardElement,
  row,
  context as smallPrint,
  text,
} from "../../ui/card";
import type { Context } from "../context";
import { statusText } from "../explain-problem";

type Whose = "mine" | "all";

/** A page of claims, each with a button that opens it. `page` counts from 0. */
export async function claimListCard(context: Context, whose: Whose, page: number): Promise<Card> {
  const { texts, policy, actor } = context;
  const { claims, total } = await listClaims(context, { whose, page });
  const shown = page * pageSize + claims.length;
  const words = texts.expenses.list;
  const to = (label: string, target: Whose, targetPage: number) =>
    button("expense.list", `${target} ${targetPage}`, label);
  const ways = [
    ...(page > 0 ? [to(words.previous, whose, page - 1)] : []),
    ...(shown < total ? [to(words.next, whose, page + 1)] : []),
    ...(whose === "all" ? [to(words.showMine, "mine", 0)] : []),
    ...(whose === "mine" && seesOthers(context) ? [to(words.showAll, "all", 0)] : []),
  ];
  return {
    title: whose === "mine" ? words.mine : words.all,
    elements: [
      ...(claims.length
        ? [
            ...claims.map((claim) => claimRow(context, claim, whose)),
            smallPrint(texts.shared.showing(shown, total)),
          ]
        : [text(whose === "mine" ? words.empty : words.emptyAll)]),
      ...(claims.length || !may(policy, actor, "expense.file")
        ? []
        : [
            buttons(
              button("expense.new", "", texts.expenses.verbs.new.label, { style: "primary", opens: "form" }),
            ),
          ]),
      ...(ways.length ? [buttons(...ways)] : []),
    ],
  };
}

const seesOthers = ({ policy, actor }: Context): boolean =>
  actor.headOf.length > 0 || may(policy, actor, "expense.view_any");

function claimRow({ texts, reader }: Context, claim: ClaimLine, whose: Whose): CardElement {
  return row({
    text: [
      referenceOf("expense", claim.id),
      reader.money(claim.amountMinor, claim.currency),
      statusText(texts, claim.status ?? ""),
    ].join(" · "),
    detail: [...(whose === "all" ? [claim.claimantName] : []), claim.purpose, reader.day(claim.spentOn)].join(
      " · ",
    ),
    button: button("expense.show", claim.id, texts.shared.open),
  });
}
