import type { Card } from "./card";
import type { FormView, SearchOption } from "./form";

/** What a handler wants to happen, as data; the platform performs it. */
export type Outcome =
  /** Opens a form; after a submission it replaces the form on screen. */
  | { kind: "openForm"; form: FormView }
  /** The form stays open, with what was typed, and says what is wrong beside the field. The key "" is about the whole form. */
  | { kind: "formErrors"; errors: Readonly<Record<string, string>> }
  /** Shown to the person who acted, and only to them. */
  | { kind: "reply"; card: Card }
  /** Takes the place of the card whose button was pressed; on a home page the page itself is drawn anew. */
  | { kind: "replaceCard"; card: Card }
  | { kind: "options"; options: readonly SearchOption[] }
  | { kind: "home"; card: Card }
  /** A form closes, a press is taken in; nothing is shown here because a notice tells it. */
  | { kind: "nothing" };

export const openForm = (form: FormView): Outcome => ({ kind: "openForm", form });
export const formErrors = (errors: Readonly<Record<string, string>>): Outcome => ({
  kind: "formErrors",
  errors,
});
export const reply = (card: Card): Outcome => ({ kind: "reply", card });
export const replaceCard = (card: Card): Outcome => ({ kind: "replaceCard", card });
export const nothing: Outcome = { kind: "nothing" };
