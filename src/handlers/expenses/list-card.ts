import { listClaims, pageSize } from "../../domain/expenses/list-claims";
import { referenceOf } from "../../domain/references";
import { button, buttons, type Card, row, context as smallPrint, text } from "../../ui/card";
import type { Context } from "../context";
import { statusText } from "../explain-problem";

/** A page of claims, each with a button that opens it. `page` counts from 0. */
export async function claimListCard(context: Context, whose: "mine" | "all", page: number): Promise<Card> {
  const { texts, reader } = context;
  const { claims, total } = await listClaims(context, { whose, page });
  const shown = page * pageSize + claims.length;
  return {
    title: whose === "mine" ? texts.expenses.list.mine : texts.expenses.list.all,
    elements: claims.length
      ? [
          ...claims.map((claim) =>
            row({
              text: `${referenceOf("expense", claim.id)} · ${reader.money(claim.amountMinor, claim.currency)} · ${statusText(texts, claim.status ?? "")}`,
              detail: [
                ...(whose === "all" ? [claim.claimantName] : []),
                reader.day(claim.spentOn),
                claim.purpose,
              ].join(" · "),
              button: button("expense.show", claim.id, texts.shared.open),
            }),
          ),
          smallPrint(texts.shared.showing(shown, total)),
          ...(shown < total
            ? [buttons(button("expense.list", `${whose} ${page + 1}`, texts.expenses.list.next))]
            : []),
        ]
      : [
          text(texts.expenses.list.empty),
          buttons(button("expense.new", "", texts.expenses.verbs.new.label, { style: "primary" })),
        ],
  };
}
