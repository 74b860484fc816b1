import type { Outcome } from "../../ui/outcome";
import type { Answer, Texts } from "./answer-in-time";
import type { Answers } from "./answers";
import {
  type ExtensionAnswer,
  extensionMessage,
  foundAnswer,
  recordAnswer,
  searchAnswer,
} from "./invoke-bodies";

/** Somebody types into a choice set that searches. */
export function performForSearch(outcome: Outcome, answer: Answer<object>): void {
  if (outcome.kind !== "options") throw misplaced(outcome);
  answer.give(searchAnswer(outcome.options));
}

/** Somebody searches beside the box in which they write. */
export async function performForQuery(
  source: string,
  outcome: Outcome,
  answer: Answer<ExtensionAnswer>,
  texts: Texts,
): Promise<void> {
  if (outcome.kind !== "options") throw misplaced(outcome);
  answer.give(
    outcome.options.length > 0
      ? foundAnswer(source, outcome.options)
      : extensionMessage((await texts()).nothingFound),
  );
}

/** A record that was found, to be put before others: it stands in the person's own message, where no button of ours works. */
export async function performForSelection(
  outcome: Outcome,
  answer: Answer<ExtensionAnswer>,
  to: Answers,
  texts: Texts,
): Promise<void> {
  switch (outcome.kind) {
    case "reply":
    case "replaceCard":
    case "home":
      return void answer.give(recordAnswer(outcome.card.title, to.drawToRead(outcome.card).card));
    case "nothing":
      return void answer.give(extensionMessage((await texts()).nothingFound));
    case "openForm":
    case "formErrors":
    case "options":
      throw misplaced(outcome);
  }
}

const misplaced = (outcome: Outcome): Error =>
  new Error(`the outcome "${outcome.kind}" cannot answer a search`);
