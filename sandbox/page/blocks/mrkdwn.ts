/**
 * Slack's mrkdwn, read into a tree that the page draws as elements. Nothing becomes HTML: what is not understood
 * stays the text it was.
 */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "break" }
  | { kind: "bold" | "italic" | "strike"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; url: string; label: string }
  | { kind: "user" | "channel"; id: string; label: string | undefined }
  | { kind: "broadcast"; name: string }
  | { kind: "date"; at: number; format: string; url: string | undefined; fallback: string }
  | { kind: "emoji"; name: string };

export type Passage = { kind: "paragraph" | "quote"; children: Inline[] } | { kind: "pre"; text: string };

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

export function unescapeText(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

const styles: Record<string, "bold" | "italic" | "strike"> = { "*": "bold", _: "italic", "~": "strike" };
const wordCharacter = /[\p{L}\p{N}]/u;
const bareUrl = /^https?:\/\/[^\s<>|*_~`]+[^\s<>|*_~`.,;:!?'")\]）】。，；：！？]/u;
const emojiName = /^:([a-z0-9_+-]+(?:::skin-tone-[2-6])?):/;

/** Only what a reader may safely follow becomes a link. */
export function safeUrl(url: string): string | undefined {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(url) ? url : undefined;
}

/** What stands between "<" and ">": a link, a mention, a date. */
function reference(body: string): Inline | undefined {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeText(body.slice(bar + 1));
  const rest = target.slice(1);
  if (target.startsWith("@")) return { kind: "user", id: rest, label };
  if (target.startsWith("#")) return { kind: "channel", id: rest, label };
  if (target.startsWith("!date^")) {
    const [, at, format, url] = target.split("^");
    if (at === undefined || format === undefined) return undefined;
    const href = url === undefined ? undefined : safeUrl(unescapeText(url));
    return { kind: "date", at: Number(at), format: unescapeText(format), url: href, fallback: label ?? "" };
  }
  if (target.startsWith("!subteam^")) return { kind: "broadcast", name: (label ?? rest).replace(/^@/, "") };
  if (target.startsWith("!")) return { kind: "broadcast", name: rest };
  const url = safeUrl(unescapeText(target));
  return url === undefined ? undefined : { kind: "link", url, label: label || url.replace(/^mailto:/, "") };
}

/** Where the style opened at `start` closes: on the same line, on something, and not inside a word. */
function closing(text: string, start: number, mark: string): number {
  if (/[\s]/.test(text[start + 1] ?? " ") || text[start + 1] === mark) return -1;
  if (start > 0 && wordCharacter.test(text[start - 1] ?? "")) return -1;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\n") return -1;
    if (character === "<") {
      const end = text.indexOf(">", at);
      if (end > 0) at = end;
      continue;
    }
    if (character === "`" && mark !== "`") {
      const end = text.indexOf("`", at + 1);
      if (end > 0) at = end;
      continue;
    }
    if (character !== mark || /\s/.test(text[at - 1] ?? " ")) continue;
    if (!wordCharacter.test(text[at + 1] ?? "")) return at;
  }
  return -1;
}

export interface ReadOptions {
  /** Slack's `verbatim`: bare addresses are left as text. */
  verbatim: boolean;
}

export function readInline(text: string, options: ReadOptions): Inline[] {
  const found: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") found.push({ kind: "text", text: unescapeText(plain) });
    plain = "";
  };
  const put = (inline: Inline) => {
    flush();
    found.push(inline);
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    const style = styles[character];
    if (character === "\n") {
      put({ kind: "break" });
    } else if (character === "<") {
      const end = text.indexOf(">", at);
      const inline = end < 0 ? undefined : reference(text.slice(at + 1, end));
      if (inline) {
        put(inline);
        at = end;
      } else plain += character;
    } else if (character === "`") {
      const end = text.indexOf("`", at + 1);
      const code = end < 0 ? "" : text.slice(at + 1, end);
      if (code !== "" && !code.includes("\n")) {
        put({ kind: "code", text: unescapeText(code.replace(/<(?:[^>|]*\|)?([^>]*)>/g, "$1")) });
        at = end;
      } else plain += character;
    } else if (style) {
      const end = closing(text, at, character);
      if (end > 0) {
        put({ kind: style, children: readInline(text.slice(at + 1, end), options) });
        at = end;
      } else plain += character;
    } else if (character === ":" && emojiName.test(text.slice(at, at + 64))) {
      const name = emojiName.exec(text.slice(at, at + 64))?.[1] ?? "";
      put({ kind: "emoji", name });
      at += name.length + 1;
    } else if (
      character === "h" &&
      !options.verbatim &&
      !wordCharacter.test(text[at - 1] ?? "") &&
      bareUrl.test(text.slice(at, at + 2048))
    ) {
      const url = bareUrl.exec(text.slice(at, at + 2048))?.[0] ?? "";
      put({ kind: "link", url: unescapeText(url), label: unescapeText(url) });
      at += url.length - 1;
    } else plain += character;
  }
  flush();
  return found;
}

const quoteMark = /^(?:&gt;|>) ?/;

function readLines(text: string, options: ReadOptions): Passage[] {
  const passages: Passage[] = [];
  let kind: "paragraph" | "quote" | undefined;
  let lines: string[] = [];
  const flush = () => {
    if (kind && lines.length > 0) passages.push({ kind, children: readInline(lines.join("\n"), options) });
    lines = [];
  };
  for (const line of text.split("\n")) {
    const next = quoteMark.test(line) ? "quote" : "paragraph";
    if (next !== kind) flush();
    kind = next;
    lines.push(next === "quote" ? line.replace(quoteMark, "") : line);
  }
  flush();
  return passages;
}

export function readMrkdwn(text: string, options: ReadOptions = { verbatim: false }): Passage[] {
  const passages: Passage[] = [];
  // The odd pieces stand between two fences; a fence that never closes is text.
  const pieces = text.split("```");
  const unclosed = pieces.length % 2 === 0 ? `\`\`\`${pieces.pop() ?? ""}` : "";
  pieces.forEach((piece, index) => {
    const last = index === pieces.length - 1;
    if (index % 2 === 1) {
      passages.push({ kind: "pre", text: unescapeText(piece.replace(/^\n|\n$/g, "")) });
      return;
    }
    const around = index > 0 ? piece.replace(/^\n/, "") : piece;
    const prose = (last ? around : around.replace(/\n$/, "")) + (last ? unclosed : "");
    if (prose !== "") passages.push(...readLines(prose, options));
  });
  return passages;
}
