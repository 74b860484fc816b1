/**
 * Slack's message syntax back to what the writer saw: links as their label or address, mentions as "@U123", entities as
 * characters. https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function plainTextOf(message: string): string {
  return decoded(message.replace(/<([^<>]*)>/g, (_, inside: string) => unwrap(inside)));
}

/** Only the three characters that Slack sends as entities, also in what follows a command's name. */
export const decoded = (text: string): string => text.replace(/&(amp|lt|gt);/g, entity);

/** The same, without mentions of the bot. */
export function textSaidTo(botUserId: string, message: string): string {
  const mention = new RegExp(`<@${botUserId}(\\|[^<>]*)?>`, "g");
  return plainTextOf(message.replace(mention, " ")).trim();
}

function unwrap(inside: string): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  if (target.startsWith("@")) return label ? `@${label}` : target;
  if (target.startsWith("#")) return label ? `#${label}` : target;
  if (target.startsWith("!")) return label || `@${target.slice(1).split("^")[0] ?? ""}`;
  return label || target.replace(/^(mailto|tel):/, "");
}

function entity(_: string, name: string): string {
  return name === "amp" ? "&" : name === "lt" ? "<" : ">";
}
