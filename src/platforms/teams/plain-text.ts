import { type ActivityPayload, mentionEntity } from "./payloads";

/**
 * What somebody said to the bot: without the bot's own mention, others as "@Name", entities as characters. Teams wraps
 * mentions in <at> tags that its entities repeat, and sends some spaces as "&nbsp;".
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export function textSaidTo(botId: string, activity: ActivityPayload): string {
  let said = activity.text ?? "";
  for (const entity of activity.entities ?? []) {
    const mention = mentionEntity.safeParse(entity);
    if (!mention.success) continue;
    const { text, mentioned } = mention.data;
    // A name is put in the place of a tag alone, and holds none itself: so no name can be taken for another's mention.
    if (mentioned.id === botId) said = said.replaceAll(text, " ");
    else if (text.startsWith("<")) {
      const name = (mentioned.name ?? stripped(text)).replaceAll("<", "");
      said = said.replaceAll(text, () => `@${name}`);
    }
  }
  return tidy(decoded(said));
}

/** A message's HTML as its readers see it, without the formatting. */
export function plainTextOf(content: string): string {
  const lines = content
    .replace(/\r?\n/g, " ")
    .replace(/<(br|hr)\b[^<>]*>/gi, "\n")
    .replace(/<\/(p|div|li|tr|h[1-6]|blockquote|pre)>/gi, "\n")
    .replace(/<img\b[^<>]*>/gi, (image) => /\balt="([^"]*)"/i.exec(image)?.[1] ?? "")
    .replace(/<at\b[^<>]*>/gi, "@");
  // Line by line: a pattern for the spaces around a break would look at long runs of them again and again.
  return tidy(decoded(stripped(lines)))
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

const stripped = (text: string): string => text.replace(/<[^<>]*>/g, "");

const tidy = (text: string): string => text.replace(/\u00A0/g, " ").trim();

const named = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
]);

/** Each entity once: "&amp;lt;" is what somebody wrote who typed "&lt;". */
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return named.get(String(name).toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
