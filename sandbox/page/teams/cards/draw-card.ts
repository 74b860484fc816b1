import {
  type Action,
  AdaptiveCard,
  type CardElement,
  CardObjectRegistry,
  ExecuteAction,
  GlobalRegistry,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
  Versions,
} from "adaptivecards";
import type { JsonObject } from "../../../teams/protocol";
import { objectOf } from "../../json";
import { ChoiceInput } from "./choice-input";
import { teamsHost } from "./host-config";
import { followRefusals, markRefused } from "./mark-refused";
import { markdownToHtml, safeHref } from "./markdown";

/** What a press asks of the bot. */
export type Press =
  | { kind: "execute"; verb: string; data: JsonObject; inputs: JsonObject }
  | { kind: "submit"; data: JsonObject; inputs: JsonObject };

export interface DrawnCard {
  element: HTMLElement;
  /** Fields in which people type to find; a combobox goes into each. */
  typedInto: ChoiceInput[];
}

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text);
  result.didProcess = true;
};

const elements = new CardObjectRegistry<CardElement>();
GlobalRegistry.defaultElements.copyTo(elements);
elements.register("Input.ChoiceSet", ChoiceInput);

/** As Teams sends them: every field that holds something, as text. */
function inputsOf(action: Action): JsonObject {
  const inputs: JsonObject = {};
  for (const [id, input] of Object.entries(action.getReferencedInputs() ?? {}))
    if (input.isSet()) inputs[id] = String(input.value);
  return inputs;
}

function pressOf(action: Action, data: JsonObject): Press | undefined {
  const inputs = inputsOf(action);
  if (action instanceof ExecuteAction) return { kind: "execute", verb: action.verb ?? "", data, inputs };
  return action instanceof SubmitAction ? { kind: "submit", data, inputs } : undefined;
}

function openUrl({ url }: OpenUrlAction): void {
  const href = safeHref(url ?? "");
  if (href !== undefined) window.open(href, "_blank", "noopener,noreferrer");
}

/** Draws with Microsoft's renderer. Nothing when the card is none that it knows. */
export function drawCard(source: JsonObject, press: (press: Press) => Promise<void>): DrawnCard | undefined {
  const card = new AdaptiveCard();
  card.hostConfig = teamsHost;
  const context = new SerializationContext(Versions.v1_6);
  context.setElementRegistry(elements);
  const choices: ChoiceInput[] = [];
  context.onParseElement = (element) => {
    if (element instanceof ChoiceInput) choices.push(element);
  };
  // The renderer mixes what was typed into an action's data; Teams keeps the two apart.
  const dataOf = new WeakMap<Action, JsonObject>();
  context.onParseAction = (action, json: JsonObject) => {
    dataOf.set(action, objectOf(json.data) ?? {});
  };
  card.parse(source, context);

  let busy = false;
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) {
      openUrl(action);
      return;
    }
    const wanted = pressOf(action, dataOf.get(action) ?? {});
    if (!wanted || busy) return;
    busy = true;
    const button = action.renderedElement;
    button?.setAttribute("aria-busy", "true");
    element?.setAttribute("data-busy", "true");
    void press(wanted).finally(() => {
      busy = false;
      button?.removeAttribute("aria-busy");
      element?.removeAttribute("data-busy");
    });
  };
  const element = card.render();
  // The renderer listens to every press on the page for its own typeahead, which is not used here.
  document.onclick = null;
  if (!element) return undefined;
  element.removeAttribute("tabindex");
  markRefused(card, source);
  followRefusals(element);
  return { element, typedInto: choices.filter((input) => input.isTypedInto) };
}
