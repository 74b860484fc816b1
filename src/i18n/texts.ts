import type { en } from "./en";

/** Widens a catalogue's literal types: another language has the same keys and parameters, and other words. */
type Widen<T> = T extends (...parameters: infer P) => string
  ? (...parameters: P) => string
  : T extends string
    ? string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widen<T[K]> };

/** Every sentence people see. Each language `satisfies` it, so that the compiler finds a missing one. */
export type Texts = Widen<typeof en>;

export { type Locale, locales } from "../policy/locales";
