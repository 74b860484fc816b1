import type { types } from "@slack/bolt";
import { shorten } from "../shorten";

/**
 * The ways to show text that people typed so that it stays text. plain_text and rich text are not parsed by Slack;
 * mrkdwn is, and is never used. https://docs.slack.dev/messaging/formatting-message-text
 */
export const plain = (text: string, most: number): types.PlainTextElement => ({
  type: "plain_text",
  text: shorten(text, most),
  emoji: false,
});

type Run = types.RichTextText;

export const run = (text: string): Run => ({ type: "text", text: text === "" ? "–" : text });
export const boldRun = (text: string): Run => ({ ...run(text), style: { bold: true } });

export const richText = (...elements: Run[]): types.RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});

export const richQuote = (text: string): types.RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_quote", elements: [run(text)] }],
});

/** For the `text` of a message, the one place where Slack always parses: the three characters that start its syntax. */
export const escapeText = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
