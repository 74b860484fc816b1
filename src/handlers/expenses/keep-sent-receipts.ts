import { DomainError } from "../../domain/errors";
import { keepReceipt } from "../../domain/expenses/keep-receipt";
import { button, buttons, type CardElement, text } from "../../ui/card";
import type { IncomingFile } from "../../ui/interaction";
import { type Outcome, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { explainProblem } from "../explain-problem";

/** A picture sent to the bot is a receipt: it is kept, and a button files the expense it belongs to. */
export async function keepSentReceipts(
  context: Context,
  { files }: { text: string; files: readonly IncomingFile[] },
): Promise<Outcome | null> {
  if (files.length === 0) return null;
  const elements: CardElement[] = [];
  for (const file of files) elements.push(...(await keepOne(context, file)));
  return reply({ title: context.texts.expenses.receiptKept.title, elements });
}

async function keepOne(context: Context, file: IncomingFile): Promise<CardElement[]> {
  const words = context.texts.expenses.receiptKept;
  try {
    const kept = await keepReceipt(context, { name: file.name, content: await context.readFile(file) });
    return [
      text(words.text(kept.name)),
      buttons(button("expense.new-with-receipt", kept.id, words.file, { style: "primary", opens: "form" })),
    ];
  } catch (error) {
    if (!(error instanceof DomainError && error.problem.code === "INVALID")) throw error;
    const full = error.problem.rule === "too_many_kept";
    return [text(full ? explainProblem(context, error.problem) : words.unreadable(file.name))];
  }
}
