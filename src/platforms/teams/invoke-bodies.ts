import type { FormView, SearchOption } from "../../ui/form";
import type { AdaptiveCard } from "./adaptive-card";
import { limits } from "./limits";
import { lookupValue } from "./read-inputs";

const adaptive = "application/vnd.microsoft.card.adaptive";
const hero = "application/vnd.microsoft.card.hero";

export const attachmentOf = (card: AdaptiveCard) => ({ contentType: adaptive, content: card });

/** What an Action.Execute is answered with. */
export type CardAnswer =
  | { statusCode: 200; type: typeof adaptive; value: AdaptiveCard }
  | { statusCode: 200; type: "application/vnd.microsoft.activity.message"; value: string };

/** Stands in the card's place, for whoever pressed and for nobody else. */
export const cardAnswer = (value: AdaptiveCard): CardAnswer => ({ statusCode: 200, type: adaptive, value });

/** A word above the card, which stays as it is. */
export const wordAnswer = (value: string): CardAnswer => ({
  statusCode: 200,
  type: "application/vnd.microsoft.activity.message",
  value,
});

/** Only a message leaves the card as it is, and one without words shows nothing. */
export const asItIs = wordAnswer("");

/** What a dialog is asked for or handed in with; without one it closes. */
export interface DialogAnswer {
  task:
    | { type: "message"; value: string }
    | {
        type: "continue";
        value: {
          title: string;
          height: number;
          width: number;
          card: ReturnType<typeof attachmentOf>;
        };
      };
}

export const dialogMessage = (value: string): DialogAnswer => ({ task: { type: "message", value } });

/** Pixels, where the client is no phone (there it fills the screen). */
export const dialogCard = (title: string, card: AdaptiveCard, height: number): DialogAnswer => ({
  task: {
    type: "continue",
    value: {
      title: title.length > limits.dialogTitle ? `${title.slice(0, limits.dialogTitle - 1)}…` : title,
      height,
      width: 560,
      card: attachmentOf(card),
    },
  },
});

const tall = { line: 90, paragraph: 150, each: 40 };

/** As high as its fields need, so that it scrolls only where it must. */
export function dialogHeight({ fields, intro }: FormView): number {
  const needed = fields.reduce((sum, { widget, hint }) => {
    const field = widget.kind === "paragraph" ? tall.paragraph : tall.line;
    const choices = widget.kind === "choices" ? widget.options.length * tall.each : 0;
    return sum + field + choices + (hint ? tall.each : 0);
  }, 90);
  return Math.min(720, Math.max(260, needed + intro.length * tall.each));
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
export const searchAnswer = (options: readonly SearchOption[]) => ({
  statusCode: 200,
  type: "application/vnd.microsoft.search.searchResponse",
  value: {
    results: options
      .slice(0, limits.searchOptions)
      .map((option) => ({ title: option.label, value: lookupValue(option) })),
  },
});

/** https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search */
export interface ExtensionAnswer {
  composeExtension:
    | { type: "message"; text: string }
    | { type: "result"; attachmentLayout: "list"; attachments: object[] };
}

export const extensionMessage = (text: string): ExtensionAnswer => ({
  composeExtension: { type: "message", text },
});

const extensionResult = (attachments: object[]): ExtensionAnswer => ({
  composeExtension: { type: "result", attachmentLayout: "list", attachments },
});

/** A list to choose from: the tap comes back, and only then is the record shown. */
export const foundAnswer = (source: string, options: readonly SearchOption[]): ExtensionAnswer =>
  extensionResult(
    options.slice(0, limits.foundRecords).map(({ label, value }) => {
      const tap = { type: "invoke", value: { source, id: value } };
      const preview = { contentType: hero, content: { title: label, tap } };
      return { contentType: hero, content: { title: label }, preview };
    }),
  );

export const recordAnswer = (title: string, card: AdaptiveCard): ExtensionAnswer =>
  extensionResult([{ ...attachmentOf(card), preview: { contentType: hero, content: { title } } }]);
