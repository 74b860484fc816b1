import type { ApprovalSubject } from "../../domain/approvals/request";
import { type Button, button, buttons, type Card, type CardElement, text } from "../../ui/card";
import { type Context, forChannel } from "../context";
import { approvalParts } from "./approval-elements";

/** What a subject's catalogue says of the two things its requester may do. */
interface RequesterWords {
  readonly edit: string;
  readonly withdraw: string;
  readonly withdrawTitle: string;
  readonly withdrawText: string;
}

/** A requester changes what was returned, and files it again. */
export function editButtons({ kind, id }: ApprovalSubject, status: string, words: RequesterWords): Button[] {
  return status === "returned"
    ? [button(`${kind}.edit`, id, words.edit, { style: "primary", opens: "form" })]
    : [];
}

/** A requester takes back what is not decided. */
export function withdrawButtons(
  { texts }: Context,
  { kind, id }: ApprovalSubject,
  status: string,
  words: RequesterWords,
): Button[] {
  if (status !== "pending" && status !== "returned") return [];
  const confirm = {
    title: words.withdrawTitle,
    text: words.withdrawText,
    ok: words.withdraw,
    cancel: texts.shared.cancel,
  };
  return [button(`${kind}.withdraw`, id, words.withdraw, { confirm })];
}

/** What a requester is told anew of something they know: what became of it, by whom, and what they may do. */
export async function newsCard(
  context: Context,
  subject: ApprovalSubject,
  news: {
    head: Pick<Card, "title" | "status">;
    lead: string | undefined;
    what: readonly CardElement[];
    status: string;
    words: RequesterWords;
  },
): Promise<Card> {
  const { reasons, steps } = await approvalParts(context, subject);
  return {
    ...news.head,
    elements: [
      ...(news.lead ? [text(news.lead)] : []),
      ...reasons,
      ...news.what,
      ...steps,
      buttons(
        ...(forChannel(context) ? [] : editButtons(subject, news.status, news.words)),
        button(`${subject.kind}.show`, subject.id, context.texts.shared.open),
      ),
    ],
  };
}
