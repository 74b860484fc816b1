import type { FormView } from "../../ui/form";
import type { CardSource, executeVerb, Wire, wireKey } from "./wire";

/**
 * Adaptive Cards 1.5 as far as Drumbeat draws them (https://adaptivecards.io/explorer), closed: what is not here is not sent.
 * There is no TextBlock and no FactSet, since both read markdown.
 */
export interface AdaptiveCard {
  type: "AdaptiveCard";
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json";
  version: "1.5";
  body: CardItem[];
  /** Else a card is as narrow as a phone everywhere. */
  msteams: { width: "Full" };
  /** Asked by the clients of these people, and by nobody else's. */
  refresh?: { action: ExecuteAction; userIds: string[] };
}

export type CardItem = ShownItem | CardInput;

/** What is only to be seen or pressed. */
export type ShownItem = RichTextBlock | Container | ColumnSet | ActionSet;

export type Spacing = "none" | "small" | "default" | "medium" | "large";

export interface RichTextBlock {
  type: "RichTextBlock";
  inlines: TextRun[];
  spacing?: Spacing;
  /** A line above it. */
  separator?: true;
}

export interface TextRun {
  type: "TextRun";
  text: string;
  weight?: "bolder";
  size?: "small" | "large";
  color?: TextColor;
  isSubtle?: true;
}

export type TextColor = "good" | "warning" | "attention" | "accent";

export interface Container {
  type: "Container";
  items: CardItem[];
  style?: "emphasis";
  spacing?: Spacing;
  separator?: true;
}

export interface ColumnSet {
  type: "ColumnSet";
  columns: Column[];
  spacing?: Spacing;
  separator?: true;
}

export interface Column {
  type: "Column";
  width: "stretch" | "auto";
  items: CardItem[];
  verticalContentAlignment?: "center";
}

export interface ActionSet {
  type: "ActionSet";
  actions: CardAction[];
  spacing?: Spacing;
  separator?: true;
}

export type CardInput = TextInput | DateInput | ChoiceSetInput;

interface InputParts {
  id: string;
  label: string;
  isRequired?: boolean;
  /** Reads markdown in some clients: never what somebody typed. */
  errorMessage?: string;
  value?: string;
}

export interface TextInput extends InputParts {
  type: "Input.Text";
  placeholder?: string;
  maxLength?: number;
  isMultiline?: true;
  style?: "email";
}

export interface DateInput extends InputParts {
  type: "Input.Date";
}

export interface ChoiceSetInput extends InputParts {
  type: "Input.ChoiceSet";
  choices: { title: string; value: string }[];
  style: "compact" | "filtered" | "expanded";
  placeholder?: string;
  isMultiSelect?: true;
  wrap?: true;
  "choices.data"?: { type: "Data.Query"; dataset: string };
}

export type CardAction = ExecuteAction | SubmitAction | OpenUrlAction | ShowCardAction;

interface ActionParts {
  title: string;
  style?: "positive" | "destructive";
}

export interface ExecuteAction extends ActionParts {
  type: "Action.Execute";
  verb: typeof executeVerb;
  data: WireData;
  /** Else the client checks the card's fields first. */
  associatedInputs?: "none";
}

export interface SubmitAction extends ActionParts {
  type: "Action.Submit";
  /** With "task/fetch" the client opens a dialog and asks what is in it. */
  data: WireData & { msteams?: { type: "task/fetch" } };
}

export interface OpenUrlAction extends ActionParts {
  type: "Action.OpenUrl";
  url: string;
}

/** Opens beneath its button and closes at the next press of it. */
export interface ShowCardAction extends ActionParts {
  type: "Action.ShowCard";
  card: { type: "AdaptiveCard"; body: CardItem[] };
}

export interface WireData {
  [wireKey]: SentWire;
}

/** A `Wire` on its way out; of a form it takes what is only to be read. */
export type SentWire =
  | Exclude<Wire, { do: "submit" }>
  | { do: "submit"; form: FormView; source: CardSource | null };

export const adaptiveCard = (body: CardItem[]): AdaptiveCard => ({
  type: "AdaptiveCard",
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  version: "1.5",
  body,
  msteams: { width: "Full" },
});

/** What is sent, in bytes. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
