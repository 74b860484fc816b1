import type { Button, LinkButton } from "../../ui/card";
import { shorten } from "../shorten";
import type { ActionSet, CardAction, ExecuteAction, SentWire, SubmitAction } from "./adaptive-card";
import { limits } from "./limits";
import { lines, literalText } from "./literal";
import { executeVerb, wireKey } from "./wire";

/** A press that the bot answers where it stands, with a card or a word. */
export const executeAction = (title: string, wire: SentWire): ExecuteAction => ({
  type: "Action.Execute",
  title: titleOf(title),
  verb: executeVerb,
  data: { [wireKey]: wire },
});

/** A press at which the client opens a dialog, and asks the bot what is in it. */
export const dialogAction = (title: string, wire: SentWire): SubmitAction => ({
  type: "Action.Submit",
  title: titleOf(title),
  data: { msteams: { type: "task/fetch" }, [wireKey]: wire },
});

export const titleOf = (title: string): string => literalText(shorten(title, limits.buttonText));

/** In sets of as many as Teams shows. */
export function actionSets(buttons: readonly (Button | LinkButton)[], dialogs: boolean): ActionSet[] {
  const sets: ActionSet[] = [];
  for (let start = 0; start < buttons.length; start += limits.actionsPerSet) {
    const some = buttons.slice(start, start + limits.actionsPerSet);
    sets.push({ type: "ActionSet", actions: some.map((button) => drawButton(button, dialogs)) });
  }
  return sets;
}

/** Han letters are twice as wide; a question opens in the place of the button, and needs the width of the card. */
export function rowButtonFits({ label, confirm }: Button): boolean {
  const width = [...label].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);
  return !confirm && width <= limits.buttonBesideText;
}

function drawButton(button: Button | LinkButton, dialogs: boolean): CardAction {
  if (button.kind === "link") {
    if (!isHttps(button.url)) throw new Error(`the link "${button.label}" does not go to an https address`);
    return { type: "Action.OpenUrl", title: titleOf(button.label), url: button.url };
  }
  if (button.id.length > limits.buttonId) throw new Error(`the id of button "${button.action}" is too long`);
  const style = styleOf(button);
  const { confirm } = button;
  if (!confirm) return { ...press(button, button.label, dialogs), ...style };
  // Teams has no question of its own: it opens beneath the button, and another press of the button closes it unanswered.
  return {
    type: "Action.ShowCard",
    title: titleOf(button.label),
    ...style,
    card: {
      type: "AdaptiveCard",
      body: [
        ...lines(confirm.title, limits.confirmText, { weight: "bolder" }),
        ...lines(confirm.text, limits.confirmText),
        { type: "ActionSet", actions: [{ ...press(button, confirm.ok, dialogs), ...style }] },
      ],
    },
  };
}

function press(button: Button, title: string, dialogs: boolean): ExecuteAction | SubmitAction {
  const wire: SentWire = { do: "press", action: button.action, id: button.id };
  return dialogs && button.opens === "form" ? dialogAction(title, wire) : executeAction(title, wire);
}

function styleOf({ style }: Button): { style?: "positive" | "destructive" } {
  if (!style) return {};
  return { style: style === "primary" ? "positive" : "destructive" };
}

function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === "https:";
}
