export interface TextPart {
  kind: "text" | "mention";
  text: string;
}

/** Mentions stand in a message's text as `<at>Name</at>`, whatever its format. */
export function mentionsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const found of text.matchAll(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/g)) {
    if (found.index > at) parts.push({ kind: "text", text: text.slice(at, found.index) });
    parts.push({ kind: "mention", text: found[1] ?? "" });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}
