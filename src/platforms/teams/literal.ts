import { shorten } from "../shorten";
import type { RichTextBlock, TextRun } from "./adaptive-card";

/**
 * The ways to show text that people typed so that it stays text. A TextBlock and a FactSet read markdown, a TextRun does not
 * (https://adaptivecards.io/explorer/TextRun.html), so typed words stand in runs alone.
 */

type RunStyle = Omit<TextRun, "type" | "text">;
type BlockStyle = Omit<RichTextBlock, "type" | "inlines">;

/**
 * Functions that renderers work out in every text, runs included: "{{DATE(…)}}" and "{{TIME(…)}}"
 * (https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features). A joiner, which nobody sees, parts their braces.
 */
export const literalText = (text: string): string => text.replace(/\{(?=\{(?:DATE|TIME)\()/g, "{\u2060");

export const run = (text: string, style: RunStyle = {}): TextRun => ({
  type: "TextRun",
  text: literalText(text === "" ? "–" : text),
  ...style,
});

export const block = (inlines: TextRun[], style: BlockStyle = {}): RichTextBlock => ({
  type: "RichTextBlock",
  inlines,
  ...style,
});

/**
 * A text of at most `most` code units as one block a line, since a line break within a run is a space on some clients.
 * `first` goes before the first line, e.g. a label.
 */
export function lines(
  text: string,
  most: number,
  style: RunStyle = {},
  more: { first?: TextRun; block?: BlockStyle } = {},
): RichTextBlock[] {
  return shorten(text, most)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, index) => {
      // Without anything in it a block has no height.
      const words = run(line === "" ? "\u00a0" : line, style);
      return index === 0
        ? block(more.first ? [more.first, words] : [words], more.block)
        : block([words], { spacing: "none" });
    });
}

/** For the properties that read markdown whatever we wish: the choices of a list where several can be ticked. */
export const escapeMarkdown = (text: string): string =>
  literalText(text)
    .replace(/[\r\n]+/g, " ")
    .replace(/[\\`*_~[\]<>&|]/g, "\\$&")
    .replace(/^(\s*)([-+#])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2");
