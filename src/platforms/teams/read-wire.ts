import { z } from "zod";
import { type Wire, wire, wireKey } from "./wire";

const ours = z.looseObject({ [wireKey]: wire });

/** What an action of ours carries, and what was typed into its card; null for anything else. */
export function readWire(data: unknown): { wire: Wire; inputs: Readonly<Record<string, unknown>> } | null {
  const read = ours.safeParse(data);
  if (!read.success) return null;
  const { [wireKey]: carried, ...inputs } = read.data;
  return carried === undefined ? null : { wire: carried, inputs };
}
