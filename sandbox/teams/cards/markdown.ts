const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Characters that a backslash takes the meaning of. */
const escapable = /\\([!-/:-@[-`{-~])/g;

/** A character of Unicode's private use, so that nothing typed is taken for it. */
const hidden = (index: number) => String.fromCharCode(0xe000 + index);

/**
 * Text as somebody reads it once the client has drawn its Markdown: the subset that cards have
 * (https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features).
 */
export function readableMarkdown(text: string): string {
  const escaped: string[] = [];
  const plain = text
    .replace(escapable, (_whole, character: string) => hidden(escaped.push(character) - 1))
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, "$1")
    .replace(/\*\*(?=\S)(.+?)\*\*/gs, "$1")
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)\*(?![\w*])/g, "$1")
    .replace(/(?<!\w)__(?=\S)(.+?)__(?!\w)/gs, "$1")
    .replace(/(?<!\w)_(?=\S)([^_]+?)_(?!\w)/g, "$1")
    .replace(/&(#x?[\da-f]+|\w+);/gi, entity);
  return plain.replace(
    /[\ue000-\uf8ff]/g,
    (character) => escaped[character.charCodeAt(0) - 0xe000] ?? character,
  );
}

function entity(whole: string, name: string): string {
  if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
  const hexadecimal = name.toLowerCase().startsWith("#x");
  const code = Number.parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
