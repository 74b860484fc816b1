import { isObject } from "../json";
import { anyText, plainText } from "./composition";
import { actionsElement, contextElement, image, inputElement, sectionAccessory } from "./elements";
import { limits } from "./limits";
import { richText } from "./rich-text";
import { all, array, boolean, byType, type Check, object, oneOf, string } from "./schema";

const blockId = { block_id: string(limits.blockId) };

const sectionHasText: Check = (value, pointer, report) => {
  if (isObject(value) && value.text === undefined && value.fields === undefined) {
    report.add("must define either `text` or `fields`", pointer);
  }
};

const section: Check = all(
  object(
    { type: oneOf("section") },
    {
      ...blockId,
      text: anyText(limits.text),
      fields: array(anyText(limits.sectionFieldText), limits.sectionFields),
      accessory: sectionAccessory,
      expand: boolean(),
    },
  ),
  sectionHasText,
);

const everywhere: Record<string, Check> = {
  section,
  divider: object({ type: oneOf("divider") }, blockId),
  header: object({ type: oneOf("header"), text: plainText(limits.headerText) }, blockId),
  actions: object(
    { type: oneOf("actions"), elements: array(actionsElement, limits.actionsElements) },
    blockId,
  ),
  context: object(
    { type: oneOf("context"), elements: array(contextElement, limits.contextElements) },
    blockId,
  ),
  image: image({ ...blockId, title: plainText(limits.imageTitle) }),
  rich_text: richText,
};

function input(surface: "modal" | "home"): Check {
  return object(
    { type: oneOf("input"), label: plainText(limits.inputLabel), element: inputElement(surface) },
    { ...blockId, hint: plainText(limits.inputHint), optional: boolean(), dispatch_action: boolean() },
  );
}

/** Where blocks are shown, which decides what they may be. */
export type Surface = "message" | "modal" | "home";

/** One block, as the surface allows it. */
export function block(surface: Surface): Check {
  if (surface === "message") {
    const markdown = object({ type: oneOf("markdown"), text: string(limits.markdownText) }, blockId);
    return byType({ ...everywhere, markdown });
  }
  return byType({ ...everywhere, input: input(surface) });
}
