/** A link that people may be led to; null for what is none, or is longer than a button takes. */
export function webAddress(link: string | null): string | null {
  if (link === null || link.length > 2000 || !URL.canParse(link)) return null;
  return ["https:", "http:"].includes(new URL(link).protocol) ? link : null;
}
