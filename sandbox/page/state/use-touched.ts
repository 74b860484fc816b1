import { useCallback, useState } from "react";
import type { Block, InputValues, Json } from "../../protocol";
import { type JsonObject, objectOf, objectsOf, stringOf } from "../json";

/** The elements that a view still shows, as "block action": a value typed into one that is gone must not be sent. */
function shown(blocks: Block[]): Set<string> {
  const found = new Set<string>();
  for (const block of blocks) {
    const elements = [objectOf(block.element), objectOf(block.accessory), ...objectsOf(block.elements)];
    for (const element of elements) {
      const actionId = stringOf(element?.action_id);
      if (actionId !== undefined) found.add(`${stringOf(block.block_id) ?? ""} ${actionId}`);
    }
  }
  return found;
}

export function valuesShown(values: InputValues, blocks: Block[]): InputValues {
  const here = shown(blocks);
  const kept: InputValues = {};
  for (const [blockId, actions] of Object.entries(values)) {
    const left = Object.entries(actions).filter(([actionId]) => here.has(`${blockId} ${actionId}`));
    if (left.length > 0) kept[blockId] = Object.fromEntries(left);
  }
  return kept;
}

export function withValue(values: InputValues, blockId: string, actionId: string, value: Json): InputValues {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
}

interface Touched {
  values: InputValues;
  touched: (blockId: string, actionId: string) => JsonObject | undefined;
  touch: (blockId: string, actionId: string, value: JsonObject) => void;
}

/** What a person has put into the elements of one message or view, and not what they started with. */
export function useTouched(): Touched {
  const [values, setValues] = useState<InputValues>({});
  const touched = useCallback(
    (blockId: string, actionId: string) => objectOf(values[blockId]?.[actionId]),
    [values],
  );
  const touch = useCallback((blockId: string, actionId: string, value: JsonObject) => {
    setValues((before) => withValue(before, blockId, actionId, value));
  }, []);
  return { values, touched, touch };
}
