import { type JsonObject, objectAt, stringAt } from "../../json";
import { actionsOf, inputsOf, visibleCardText } from "../cards/read-card";
import { cardFor, type StoredTeamsMessage } from "../messages";
import type { TeamsAct, TeamsResult } from "../protocol";
import type { FieldPlace } from "./fill";
import { pressed, pressInMessage } from "./press";
import type { TeamsSession } from "./session";

/** Where a form stands: in a dialog, or in a message. */
export interface FormSource {
  readonly place: FieldPlace;
  title(): string;
  /** As it is now, or was last. */
  card(): JsonObject;
  isOpen(): boolean;
  typed(): JsonObject;
  type(values: JsonObject): void;
  press(action: JsonObject): Promise<TeamsResult>;
  close(): Promise<void>;
}

/** The dialog that is open in front of somebody, while the bot redraws it too. */
export function dialogSource(session: TeamsSession, id: string): FormSource {
  const current = () => {
    const dialog = session.workplace.dialogs.get(session.person.id);
    return dialog?.id === id ? dialog : undefined;
  };
  let last = current();
  const latest = () => {
    last = current() ?? last;
    return last;
  };
  return {
    place: {},
    title: () => latest()?.title ?? "",
    card: () => latest()?.card ?? {},
    isOpen: () => current() !== undefined,
    typed: () => latest()?.typed ?? {},
    type(values) {
      const dialog = current();
      if (dialog === undefined) throw new Error("The dialog is closed.");
      dialog.typed = { ...dialog.typed, ...values };
    },
    press(action) {
      const { card = {}, typed = {} } = latest() ?? {};
      const { type, data, inputs } = pressed(card, action, typed);
      if (type === "execute") throw new Error("A dialog has no Action.Execute.");
      return session.perform({ type: "submitDialog", data, inputs });
    },
    async close() {
      if (current() !== undefined) await session.mustPerform({ type: "closeDialog" });
    },
  };
}

/** A message whose card is filled in where it stands. */
export function messageSource(session: TeamsSession, message: StoredTeamsMessage): FormSource {
  const { conversationId, id: messageId } = message;
  const { person, workplace } = session;
  const card = () => cardFor(message, person.id) ?? {};
  const typed = () => message.typed.get(person.id) ?? {};
  return {
    place: { conversationId, messageId },
    title: () => visibleCardText(card()).split("\n")[0] ?? "",
    card,
    isOpen: () =>
      workplace.messages.find(conversationId, messageId) !== undefined && inputsOf(card()).length > 0,
    typed,
    type: (values) => void message.typed.set(person.id, { ...typed(), ...values }),
    press: (action) => session.perform(pressInMessage(message, card(), action, typed())),
    async close() {
      const dismiss = dismissal(card());
      if (dismiss === undefined) return;
      const act: TeamsAct = { ...dismiss, inputs: {}, conversationId, messageId };
      await session.mustPerform(act);
    },
  };
}

/** The last button of an inline form, which hands nothing in, gives it up. Where there is none, a person just scrolls on. */
function dismissal(card: JsonObject): { type: "execute"; verb: string; data: JsonObject } | undefined {
  const last = actionsOf(card)
    .filter(({ type }) => type === "Action.Execute")
    .at(-1);
  if (last?.associatedInputs !== "none" || inputsOf(card).length === 0) return undefined;
  return { type: "execute", verb: stringAt(last, "verb") ?? "", data: objectAt(last, "data") ?? {} };
}
