import type { types } from "@slack/bolt";
import { limits } from "./limits";
import { boldRun, plain, richText } from "./literal";
import type { FieldState, ViewPayload } from "./payloads";

const bannerBlock = "banner";

/** What `renderForm` draws. Slack gives a view's blocks back as it was given them. */
const drawn: ReadonlySet<string> = new Set(["header", "rich_text", "input", "section", "context", "divider"]);
const isDrawn = (block: { type: string }): block is types.KnownBlock => drawn.has(block.type);

/**
 * The modal as it was handed in, with a sentence at its top. What was typed stays: Slack keeps it for blocks whose
 * block_id and action_id stay the same (https://docs.slack.dev/reference/methods/views.update), and each field also
 * starts with it, for a client that does not.
 */
export function withBanner(view: ViewPayload, text: string): types.ModalView {
  const kept = view.blocks.flatMap((block): types.KnownBlock[] => {
    if (block.block_id === bannerBlock || !isDrawn(block)) return [];
    return [
      block.type === "input" ? { ...block, element: filled(block.element, stateOf(view, block)) } : block,
    ];
  });
  return {
    type: "modal",
    callback_id: view.callback_id,
    private_metadata: view.private_metadata,
    title: plain(view.title?.text ?? "", limits.viewTitle),
    ...(view.submit ? { submit: plain(view.submit.text, limits.viewButton) } : {}),
    ...(view.close ? { close: plain(view.close.text, limits.viewButton) } : {}),
    blocks: [{ ...richText(boldRun(`⚠️ ${text}`)), block_id: bannerBlock }, ...kept],
  };
}

function stateOf(view: ViewPayload, block: types.InputBlock): FieldState | undefined {
  return Object.values(view.state.values[block.block_id ?? ""] ?? {})[0];
}

type InputElement = types.InputBlock["element"];

function filled(element: InputElement, state: FieldState | undefined): InputElement {
  if (!state) return element;
  switch (element.type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input": {
      const { initial_value: _, ...rest } = element;
      return state.value ? { ...rest, initial_value: state.value } : rest;
    }
    case "datepicker": {
      const { initial_date: _, ...rest } = element;
      return state.selected_date ? { ...rest, initial_date: state.selected_date } : rest;
    }
    case "static_select": {
      const { initial_option: _, ...rest } = element;
      const chosen = element.options?.find((option) => option.value === state.selected_option?.value);
      return chosen ? { ...rest, initial_option: chosen } : rest;
    }
    case "multi_static_select": {
      const { initial_options: _, ...rest } = element;
      const values = (state.selected_options ?? []).map((option) => option.value);
      const chosen = element.options?.filter((option) => values.includes(option.value ?? "")) ?? [];
      return chosen.length > 0 ? { ...rest, initial_options: chosen } : rest;
    }
    case "external_select": {
      const { initial_option: _, ...rest } = element;
      const { selected_option: chosen } = state;
      return chosen?.text
        ? {
            ...rest,
            initial_option: { text: plain(chosen.text.text, limits.optionText), value: chosen.value },
          }
        : rest;
    }
    default:
      return element;
  }
}
