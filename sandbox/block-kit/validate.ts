import { isObject, objectAt, objectsAt, stringAt } from "../json";
import type { Json } from "../protocol";
import { block, type Surface } from "./blocks";
import { optionGroup, plainOption, plainText } from "./composition";
import { limits } from "./limits";
import { array, boolean, byType, type Check, object, oneOf, Report, string } from "./schema";

/** The interactive elements of a block, wherever they stand in it. */
export function elementsOf(container: { [key: string]: Json | undefined }): { [key: string]: Json }[] {
  const single = [objectAt(container, "element"), objectAt(container, "accessory")].filter(isObject);
  return container.type === "actions" ? [...single, ...objectsAt(container, "elements")] : single;
}

const idsAreUnique: Check = (value, pointer, report) => {
  if (!Array.isArray(value)) return;
  const blockIds = new Set<string>();
  let focused = 0;
  value.forEach((entry, index) => {
    if (!isObject(entry)) return;
    const blockId = stringAt(entry, "block_id");
    if (blockId !== undefined && blockIds.has(blockId)) {
      report.add(`\`block_id\` "${blockId}" already exists`, `${pointer}/${index}/block_id`);
    }
    if (blockId !== undefined) blockIds.add(blockId);
    const actionIds = new Set<string>();
    for (const element of elementsOf(entry)) {
      const actionId = stringAt(element, "action_id");
      if (actionId !== undefined && actionIds.has(actionId)) {
        report.add(`\`action_id\` "${actionId}" already exists for another element`, `${pointer}/${index}`);
      }
      if (actionId !== undefined) actionIds.add(actionId);
      if (element.focus_on_load === true) focused += 1;
    }
  });
  if (focused > 1) report.add("only one element can have `focus_on_load` set to true", pointer);
};

function blocks(surface: Surface): Check {
  const max = surface === "message" ? limits.blocksPerMessage : limits.blocksPerView;
  return (value, pointer, report) => {
    array(block(surface), max, 0)(value, pointer, report);
    idsAreUnique(value, pointer, report);
  };
}

const common = {
  private_metadata: string(limits.privateMetadata, 0),
  callback_id: string(limits.callbackId, 0),
  external_id: string(limits.externalId, 0),
};

const view = byType({
  modal: object(
    { type: oneOf("modal"), title: plainText(limits.viewTitle), blocks: blocks("modal") },
    {
      ...common,
      submit: plainText(limits.viewSubmit),
      close: plainText(limits.viewClose),
      clear_on_close: boolean(),
      notify_on_close: boolean(),
      submit_disabled: boolean(),
    },
  ),
  home: object({ type: oneOf("home"), blocks: blocks("home") }, common),
});

const inputsNeedSubmit: Check = (value, pointer, report) => {
  if (!isObject(value) || value.type !== "modal" || value.submit !== undefined) return;
  if (objectsAt(value, "blocks").some((entry) => entry.type === "input")) {
    report.add("missing required field: submit", pointer);
  }
};

/** What is wrong with a message's blocks, in Slack's words; empty when nothing is. */
export function problemsOfBlocks(value: Json): string[] {
  const report = new Report();
  blocks("message")(value, "/blocks", report);
  return report.messages;
}

/** What is wrong with a view that is to be shown as `type`, in Slack's words; empty when nothing is. */
export function problemsOfView(value: Json, type: "modal" | "home"): string[] {
  const report = new Report();
  view(value, "/view", report);
  inputsNeedSubmit(value, "/view", report);
  if (isObject(value) && value.type !== undefined && value.type !== type) {
    report.add(`must be of type ${type}`, "/view/type");
  }
  return report.messages;
}

/** What is wrong with the answer to a block_suggestion, in Slack's words; empty when nothing is. */
export function problemsOfSuggestions(value: Json): string[] {
  const report = new Report();
  if (!isObject(value) || (value.options === undefined) === (value.option_groups === undefined)) {
    report.add("must define either `options` or `option_groups`", "");
  } else {
    object(
      {},
      {
        options: array(plainOption, limits.selectOptions, 0),
        option_groups: array(optionGroup, limits.optionGroups, 0),
      },
    )(value, "", report);
  }
  return report.messages;
}
