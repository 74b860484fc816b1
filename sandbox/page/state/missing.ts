import type { Block, InputValues } from "../../protocol";
import { objectOf, stringOf } from "../json";

/** Which property holds what somebody put into an element; "initial_..." with the same ending is what it began with. */
const holders = [
  "value",
  "selected_option",
  "selected_options",
  "selected_date",
  "selected_time",
  "selected_user",
  "files",
];

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

/**
 * The required fields that are still empty, by block_id. The server refuses them too, but in English only; here they
 * can be named in the reader's language, and without a round trip.
 */
export function missingFields(blocks: Block[], values: InputValues): string[] {
  return blocks.flatMap((block, index) => {
    const element = objectOf(block.element);
    if (block.type !== "input" || block.optional === true || !element) return [];
    const blockId = stringOf(block.block_id) ?? `block-${index}`;
    const touched = objectOf(values[blockId]?.[stringOf(element.action_id) ?? ""]);
    const filled = holders.some((holder) =>
      touched ? !isEmpty(touched[holder]) : !isEmpty(element[`initial_${holder.replace("selected_", "")}`]),
    );
    return filled ? [] : [blockId];
  });
}
