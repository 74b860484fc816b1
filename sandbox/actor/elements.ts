import { offeredOptions } from "../block-kit/elements";
import { elementsOf } from "../block-kit/validate";
import { type JsonObject, objectAt, stringAt } from "../json";
import type { Block } from "../protocol";
import { optionText } from "./choices";

/** Something to click: where it stands and what a click on it sends. */
export interface Clickable {
  blockId: string;
  actionId: string;
  label: string;
  value: JsonObject;
  /** Names that `click` also takes: the action_id, and the button's value. */
  aliases: string[];
}

/** Buttons and the entries of overflow menus, from top to bottom. */
export function clickables(blocks: Block[]): Clickable[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => {
      const place = { blockId: block.block_id ?? "", actionId: stringAt(element, "action_id") ?? "" };
      if (element.type === "button") {
        const value = stringAt(element, "value") ?? "";
        const label = stringAt(objectAt(element, "text"), "text") ?? "";
        return [{ ...place, label, value: {}, aliases: [place.actionId, value] }];
      }
      if (element.type !== "overflow") return [];
      return offeredOptions(element).map((option) => ({
        ...place,
        label: optionText(option),
        value: { selected_option: option },
        aliases: [stringAt(option, "value") ?? ""],
      }));
    }),
  );
}

/** What to click by label, else by action_id or value; `index` chooses among several alike. Throws where there is none. */
export function findClickable(blocks: Block[], name: string, index: number): Clickable {
  const all = clickables(blocks);
  const byLabel = all.filter((entry) => entry.label === name);
  const found = (byLabel.length > 0 ? byLabel : all.filter((entry) => entry.aliases.includes(name)))[index];
  if (found !== undefined) return found;
  const there = all.map((entry) => entry.label).join(" | ");
  throw new Error(
    `There is no button "${name}"${index > 0 ? ` number ${index + 1}` : ""}; there are: ${there || "none"}.`,
  );
}

/** A menu outside of a form, by its placeholder, action_id or block_id. Throws where there is none. */
export function findMenu(blocks: Block[], name: string): { blockId: string; element: JsonObject } {
  for (const block of blocks) {
    if (block.type === "input") continue;
    for (const element of elementsOf(block)) {
      if (element.type === "button" || element.type === "overflow" || element.type === "image") continue;
      const names = [element.action_id, stringAt(objectAt(element, "placeholder"), "text"), block.block_id];
      if (names.includes(name)) return { blockId: block.block_id ?? "", element };
    }
  }
  throw new Error(`There is no menu "${name}".`);
}
