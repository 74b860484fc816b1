import { z } from "zod";
import type { AdaptiveCard } from "../../../../src/platforms/teams/adaptive-card";
import { type Wire, wire, wireKey } from "../../../../src/platforms/teams/wire";

/** An adaptive card as a client gets it, read back without a word of how it was drawn. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface Node {
  [key: string]: Json;
}

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)]),
);

export const asSent = (card: AdaptiveCard): Json => json.parse(JSON.parse(JSON.stringify(card)));

/** Everything in it that has a type, outermost first; not what its actions carry. */
export function nodesOf(value: Json): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => (key === "data" ? [] : nodesOf(each)));
  return "type" in value ? [value, ...inner] : inner;
}

export const nodesOfType = (card: AdaptiveCard, type: string): Node[] =>
  nodesOf(asSent(card)).filter((node) => node.type === type);

/** What is read on it, a block a line. */
export function shown(card: AdaptiveCard): string {
  return nodesOfType(card, "RichTextBlock")
    .map((block) =>
      nodesOf(block.inlines ?? [])
        .map((run) => run.text)
        .join(""),
    )
    .join("\n");
}

/** What its actions carry, in the order of the card; `refresh` is not among them. */
export function wiresOf(card: AdaptiveCard): Wire[] {
  const { refresh: _refresh, ...rest } = card;
  return nodesOf(asSent(rest)).flatMap(({ data }) =>
    typeof data === "object" && data !== null && !Array.isArray(data) ? [wire.parse(data[wireKey])] : [],
  );
}

/** What a client sends of a form whose fields nobody touched: those that are empty are left out. */
export function inputsOf(card: AdaptiveCard): Record<string, string> {
  return Object.fromEntries(
    nodesOf(asSent(card)).flatMap(({ type, id, value }) =>
      String(type).startsWith("Input.") && typeof id === "string" && typeof value === "string"
        ? [[id, value]]
        : [],
    ),
  );
}
