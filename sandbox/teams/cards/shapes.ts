import { z } from "zod";

/** What many elements have in common. */

export const color = z.enum(["default", "dark", "light", "accent", "good", "warning", "attention"]);
export const fontSize = z.enum(["default", "small", "medium", "large", "extraLarge"]);
export const fontWeight = z.enum(["default", "lighter", "bolder"]);
export const horizontal = z.enum(["left", "center", "right"]);
export const vertical = z.enum(["top", "center", "bottom"]);

export const elementShape = {
  id: z.string().optional(),
  isVisible: z.boolean().optional(),
  separator: z.boolean().optional(),
  spacing: z.enum(["none", "small", "default", "medium", "large", "extraLarge", "padding"]).optional(),
  height: z.enum(["auto", "stretch"]).optional(),
  requires: z.record(z.string(), z.string()).optional(),
  fallback: z.union([z.literal("drop"), z.looseObject({ type: z.string() })]).optional(),
};
