import type { Block, Json } from "./protocol";

/** A JSON object as it comes off the wire. */
export type JsonObject = { [key: string]: Json };

/** Anything JSON-like that can be read by key, including objects whose optional keys are undefined. */
export type Readable = { [key: string]: Json | undefined };

/** Whether a value is a JSON object (not an array, not null). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses JSON text. Returns undefined where the text is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const parsed: Json = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}

/** The string at `key`, or undefined where there is none. */
export function stringAt(container: Readable | undefined, key: string): string | undefined {
  const value = container?.[key];
  return typeof value === "string" ? value : undefined;
}

/** The number at `key`, or undefined where there is none. */
export function numberAt(container: Readable | undefined, key: string): number | undefined {
  const value = container?.[key];
  return typeof value === "number" ? value : undefined;
}

/** The object at `key`, or undefined where there is none. */
export function objectAt(container: Readable | undefined, key: string): JsonObject | undefined {
  const value = container?.[key];
  return isObject(value) ? value : undefined;
}

/** The array at `key`, or an empty one. */
export function arrayAt(container: Readable | undefined, key: string): Json[] {
  const value = container?.[key];
  return Array.isArray(value) ? value : [];
}

/** The objects of the array at `key`; other items are left out. */
export function objectsAt(container: Readable | undefined, key: string): JsonObject[] {
  return arrayAt(container, key).filter(isObject);
}

/** A copy without the keys whose value is undefined, fit for sending. */
export function compact(container: Readable): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(container)) {
    if (value !== undefined) result[key] = value;
  }
  return result;
}

/** Reads an array of blocks that has been validated; items without a type are left out. */
export function asBlocks(value: Json | undefined): Block[] {
  if (!Array.isArray(value)) return [];
  const blocks: Block[] = [];
  for (const item of value) {
    const type = isObject(item) ? stringAt(item, "type") : undefined;
    if (isObject(item) && type !== undefined) blocks.push({ ...item, type });
  }
  return blocks;
}

/** Blocks as JSON, for a payload. */
export function blocksToJson(blocks: Block[]): Json[] {
  return blocks.map(compact);
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
