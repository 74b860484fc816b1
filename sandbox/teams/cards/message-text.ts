import { stringAt } from "../../json";
import { cardFor, consentCard, fileInfoCard, type StoredTeamsMessage } from "../messages";
import { readableMarkdown } from "./markdown";
import { visibleCardText } from "./read-card";

/** Everything somebody sees in a message: its text, its card and the names of files. */
export function visibleMessageText(message: StoredTeamsMessage, personId: string): string {
  const { text, textFormat, attachments, fromBot } = message;
  const card = visibleCardText(cardFor(message, personId));
  const files = attachments
    .filter(({ contentType }) => contentType === consentCard || contentType === fileInfoCard)
    .flatMap(({ name, content }) => [name ?? "", stringAt(content, "description") ?? ""]);
  const plain = fromBot && textFormat !== "plain" ? readableMarkdown(text.replace(/<\/?at>/g, "")) : text;
  return [plain, card, ...files].filter((part) => part !== "").join("\n");
}
