import type { Json } from "../../../protocol";

const named: Record<string, number> = { small: 350, medium: 600, large: 1000 };

/** In pixels, as the bot asked for it; a narrower screen narrows it. */
export function dialogWidth(width: Json): number {
  if (typeof width === "number") return Math.min(Math.max(width, 300), 1200);
  return (typeof width === "string" ? named[width.toLowerCase()] : undefined) ?? 600;
}
