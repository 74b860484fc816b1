import type { Json } from "../protocol";

/**
 * Readers for Slack's own JSON. The server has validated it, but its type says only `Json`, so each read narrows
 * what it needs and yields nothing, rather than throwing, where a property is missing.
 */
export type JsonObject = { [key: string]: Json };
type Maybe = Json | undefined;

export function objectOf(value: Maybe): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

export function objectsOf(value: Maybe): JsonObject[] {
  if (!Array.isArray(value)) return [];
  const found: JsonObject[] = [];
  for (const item of value) {
    const object = objectOf(item);
    if (object) found.push(object);
  }
  return found;
}

export function stringOf(value: Maybe): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function numberOf(value: Maybe): number | undefined {
  return typeof value === "number" ? value : undefined;
}
