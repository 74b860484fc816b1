/**
 * At most `most` code units of a text, ending in "…" when something was left out; never half of a surrogate pair, which
 * a client would show as a broken character. An empty text becomes "–", since Slack refuses empty ones and Teams shows nothing.
 */
export function shorten(text: string, most: number): string {
  if (text.length === 0) return "–";
  if (text.length <= most) return text;
  const end = most - 1;
  const last = text.charCodeAt(end - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}
