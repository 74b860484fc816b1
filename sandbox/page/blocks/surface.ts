import { createContext, useCallback, useContext, useState } from "react";
import { type JsonObject, objectOf } from "../json";

export interface Option {
  text: string;
  value: string;
}

/** Where blocks are drawn (a message, a modal, the Home tab) and what happens to what is done in them there. */
export interface Surface {
  /** What the person put into an element, or nothing while it is untouched. */
  touched: (blockId: string, actionId: string) => JsonObject | undefined;
  /** Remembers it. */
  touch: (blockId: string, actionId: string, value: JsonObject) => void;
  /** Tells the bot: a click, or a change of an element that acts at once. */
  act: (blockId: string, actionId: string, value: JsonObject) => Promise<void>;
  options: (blockId: string, actionId: string, query: string) => Promise<Option[]>;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

/** What every interactive element is given by the block that holds it. */
export interface ElementProps {
  element: JsonObject;
  blockId: string;
  /** An element of an input block is only remembered; any other tells the bot at once. */
  acts: boolean;
  inputId?: string;
  label?: string;
  describedBy?: string | undefined;
  invalid?: boolean;
  required?: boolean;
}

interface ElementState {
  /** The touched value; nothing while the element still shows its `initial_*`. */
  value: JsonObject | undefined;
  pending: boolean;
  set: (value: JsonObject) => Promise<void>;
  /** For typing: remembered, but not told to the bot until `set`. */
  keep: (value: JsonObject) => void;
  options: (query: string) => Promise<Option[]>;
  confirming: JsonObject | undefined;
  settle: (confirmed: boolean) => void;
}

/** A button is pressed, not filled in: it is no part of a form's values. */
export function isField(value: JsonObject): boolean {
  return value.type !== "button" && value.type !== "overflow";
}

export function useElement({ element, blockId, acts }: ElementProps): ElementState {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error("an element outside a SurfaceContext");
  const [pending, setPending] = useState(false);
  const [waiting, setWaiting] = useState<JsonObject>();
  const actionId = typeof element.action_id === "string" ? element.action_id : "";

  const perform = async (value: JsonObject) => {
    if (isField(value)) surface.touch(blockId, actionId, value);
    // A second press while the first is on its way is a double click, not a wish.
    if (!acts || (pending && !isField(value))) return;
    setPending(true);
    try {
      await surface.act(blockId, actionId, value);
    } finally {
      setPending(false);
    }
  };
  const confirm = acts ? objectOf(element.confirm) : undefined;
  const { options: ask } = surface;
  return {
    value: surface.touched(blockId, actionId),
    pending,
    keep: (value) => surface.touch(blockId, actionId, value),
    set: async (value) => {
      if (confirm) setWaiting(value);
      else await perform(value);
    },
    options: useCallback((query) => ask(blockId, actionId, query), [ask, blockId, actionId]),
    confirming: waiting ? confirm : undefined,
    settle: (confirmed) => {
      const value = waiting;
      setWaiting(undefined);
      if (confirmed && value) void perform(value);
    },
  };
}
