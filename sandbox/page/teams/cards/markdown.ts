/**
 * The little of Markdown that Teams draws in a card's text and in a bot's message: bold, italic and links. Everything
 * else stays as it was typed. Nothing here ever yields HTML that was in the text.
 */
export type Span =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic"; spans: Span[] }
  | { kind: "link"; href: string; spans: Span[] };

const escaped = /^\\([!-/:-@[-`{-~])/;
const bold = /^(\*\*|__)(?=\S)((?:\\.|(?!\1)[\s\S])+?)\1/;
const italic = /^([*_])(?=[^\s*_])((?:\\.|(?!\1)[^\n\\])+?)\1/;
const link = /^\[((?:\\.|[^\]\\])+)\]\(([^()\s]+)\)/;
const word = /[\p{L}\p{N}]/u;

/** Addresses that may be opened; a script's or a file's may not. */
export function safeHref(address: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(address) ? address : undefined;
}

function take(text: string, before: string): { span: Span; length: number } | undefined {
  const literal = escaped.exec(text);
  if (literal) return { span: { kind: "text", text: literal[1] ?? "" }, length: 2 };
  const strong = bold.exec(text);
  if (strong && isApart(strong, before, text))
    return { span: { kind: "bold", spans: spansOf(strong[2] ?? "") }, length: strong[0].length };
  const slanted = italic.exec(text);
  if (slanted && isApart(slanted, before, text))
    return { span: { kind: "italic", spans: spansOf(slanted[2] ?? "") }, length: slanted[0].length };
  const anchor = link.exec(text);
  const href = anchor ? safeHref(anchor[2] ?? "") : undefined;
  if (anchor && href !== undefined)
    return { span: { kind: "link", href, spans: spansOf(anchor[1] ?? "") }, length: anchor[0].length };
  return undefined;
}

/** Underscores inside a word (a_file_name) are no markup; asterisks may be. */
function isApart(found: RegExpExecArray, before: string, text: string): boolean {
  if (/\s$/.test(found[2] ?? "")) return false;
  if (!found[1]?.startsWith("_")) return true;
  return !word.test(before) && !word.test(text.charAt(found[0].length));
}

export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") spans.push({ kind: "text", text: plain });
    plain = "";
  };
  let at = 0;
  while (at < text.length) {
    const found = /[\\*_[]/.test(text.charAt(at)) ? take(text.slice(at), text.charAt(at - 1)) : undefined;
    if (!found) {
      plain += text.charAt(at);
      at += 1;
    } else {
      if (found.span.kind === "text") plain += found.span.text;
      else {
        flush();
        spans.push(found.span);
      }
      at += found.length;
    }
  }
  flush();
  return spans;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

function htmlOf(span: Span): string {
  switch (span.kind) {
    case "text":
      return escapeHtml(span.text);
    case "bold":
      return `<strong>${span.spans.map(htmlOf).join("")}</strong>`;
    case "italic":
      return `<em>${span.spans.map(htmlOf).join("")}</em>`;
    case "link": {
      const href = escapeHtml(span.href);
      return `<a href="${href}" target="_blank" rel="noopener noreferrer">${span.spans.map(htmlOf).join("")}</a>`;
    }
  }
}

/** For Microsoft's renderer, which takes HTML: every character of the text is escaped, every tag is one of ours. */
export function markdownToHtml(text: string): string {
  return spansOf(text).map(htmlOf).join("");
}
