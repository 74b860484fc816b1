import { limits } from "./limits";
import { array, boolean, byType, type Check, integer, object, oneOf, string } from "./schema";

/** Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block. No count of elements is documented. */
const many = 10_000;

const style = {
  style: object(
    {},
    {
      bold: boolean(),
      italic: boolean(),
      strike: boolean(),
      code: boolean(),
      underline: boolean(),
      highlight: boolean(),
      client_highlight: boolean(),
      unlink: boolean(),
    },
  ),
};

function inline(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return object({ type: oneOf(type), ...required }, { ...style, ...optional });
}

const text = inline("text", { text: string(limits.postedText) });
const link = inline(
  "link",
  { url: string(limits.buttonUrl) },
  { text: string(limits.text, 0), unsafe: boolean() },
);

const anyInline = byType({
  text,
  link,
  emoji: inline("emoji", { name: string(255) }, { unicode: string(255), url: string(limits.imageUrl) }),
  user: inline("user", { user_id: string(255) }),
  usergroup: inline("usergroup", { usergroup_id: string(255) }),
  channel: inline("channel", { channel_id: string(255) }),
  team: inline("team", { team_id: string(255) }),
  broadcast: inline("broadcast", { range: oneOf("here", "channel", "everyone") }),
  color: inline("color", { value: string(255) }),
  date: inline(
    "date",
    { timestamp: integer(0), format: string(255) },
    { url: string(limits.buttonUrl), fallback: string(limits.text) },
  ),
});

const border = { border: oneOf(0, 1) };
const section = object({ type: oneOf("rich_text_section"), elements: array(anyInline, many, 0) });

const parts = byType({
  rich_text_section: section,
  rich_text_list: object(
    {
      type: oneOf("rich_text_list"),
      style: oneOf("bullet", "ordered"),
      elements: array(byType({ rich_text_section: section }), many),
    },
    { ...border, indent: integer(0, limits.richTextIndent), offset: integer(0) },
  ),
  rich_text_quote: object({ type: oneOf("rich_text_quote"), elements: array(anyInline, many) }, border),
  rich_text_preformatted: object(
    { type: oneOf("rich_text_preformatted"), elements: array(byType({ text, link }), many) },
    { ...border, language: string(255) },
  ),
});

/** A rich_text block. */
export const richText: Check = object(
  { type: oneOf("rich_text"), elements: array(parts, many) },
  { block_id: string(limits.blockId) },
);
