import { showClaim } from "../../domain/expenses/load-claim";
import { payClaim } from "../../domain/expenses/pay-claim";
import { sendReceipts } from "../../domain/expenses/send-receipts";
import { withdrawClaim } from "../../domain/expenses/withdraw-claim";
import { may } from "../../domain/people/permissions";
import { readReference, referenceOf } from "../../domain/references";
import { text } from "../../ui/card";
import { type Outcome, replaceCard, reply } from "../../ui/outcome";
import type { Context, DrumbeatFeature } from "../context";
import { requireId, requireReference } from "../require-reference";
import { verbWords, whoseIn } from "../verb-words";
import { claimCard } from "./claim-card";
import {
  claimFromLine,
  fileClaim,
  fileClaimAgain,
  newClaim,
  newClaimForCustomer,
  newClaimWithReceipt,
  openClaimForm,
  openEditForm,
} from "./file-claim";
import { keepSentReceipts } from "./keep-sent-receipts";
import { claimListCard } from "./list-card";
import { expenseNotices } from "./notices";

const show = async (context: Context, id: number): Promise<Outcome> =>
  reply(await claimCard(context, await showClaim(context, id)));

const redrawn = async (context: Context, id: number): Promise<Outcome> =>
  replaceCard(await claimCard(context, await showClaim(context, id)));

const list = async (context: Context, typed: string): Promise<Outcome> =>
  reply(await claimListCard(context, whoseIn(typed), 0));

/** Expenses (policy 7.2): filed by form, by one line or from a picture; approved, paid, and never claimed twice. */
export const expenses: DrumbeatFeature = {
  name: "expenses",
  commands: [
    {
      name: "expense",
      summary: {
        manifest: "File expenses and follow them to payment",
        text: ({ texts }) => texts.expenses.summary,
      },
      usageHint: "new 128.50 taxi to Acme | list | show EXP-1001 | withdraw EXP-1001",
      verbs: [
        {
          name: "new",
          ...verbWords((texts) => texts.expenses.verbs.new),
          opens: "form",
          offered: ({ policy, actor }) => may(policy, actor, "expense.file"),
          run: newClaim,
        },
        { name: "list", ...verbWords((texts) => texts.expenses.verbs.list), run: list },
        {
          name: "show",
          ...verbWords((texts) => texts.expenses.verbs.show),
          needsWords: true,
          run: (context, typed) =>
            typed ? show(context, requireReference(typed, "expense")) : list(context, ""),
        },
        {
          name: "withdraw",
          ...verbWords((texts) => texts.expenses.verbs.withdraw),
          needsWords: true,
          run: async (context, typed) => {
            if (!typed) return list(context, "");
            const id = requireReference(typed, "expense");
            await withdrawClaim(context, id);
            return show(context, id);
          },
        },
      ],
      otherwise: async (context, typed) => {
        const named = readReference(typed, null);
        return named?.kind === "expense" ? show(context, named.id) : claimFromLine(context, typed);
      },
    },
  ],
  actions: {
    "expense.new": (context) => openClaimForm(context),
    "expense.new-with-receipt": newClaimWithReceipt,
    "expense.new-for-customer": newClaimForCustomer,
    "expense.edit": openEditForm,
    "expense.show": (context, id) => show(context, requireId(id)),
    "expense.list": async (context, id) => {
      const [whose, page] = id.split(" ");
      return replaceCard(
        await claimListCard(context, whose === "all" ? "all" : "mine", requireId(page ?? "0")),
      );
    },
    "expense.withdraw": async (context, id) => {
      await withdrawClaim(context, requireId(id));
      return redrawn(context, requireId(id));
    },
    "expense.pay": async (context, id) => {
      await payClaim(context, requireId(id));
      return redrawn(context, requireId(id));
    },
    "expense.receipts": async (context, id) => {
      const words = context.texts.expenses.receiptsSent;
      const count = await sendReceipts(context, requireId(id));
      // In the direct conversation they follow this line; elsewhere it says where they are.
      const here = context.interaction?.conversation?.kind === "direct";
      const said = count === 0 ? [words.none] : here ? [] : [words.text];
      return reply({ title: words.title(referenceOf("expense", requireId(id))), elements: said.map(text) });
    },
  },
  forms: { "expense.new": fileClaim, "expense.edit": fileClaimAgain },
  notices: expenseNotices,
  messages: keepSentReceipts,
};
