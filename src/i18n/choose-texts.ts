import { en } from "./en";
import type { Locale, Texts } from "./texts";
import { zhHans } from "./zh-Hans";
import { zhHant } from "./zh-Hant";

const catalogues = { en, "zh-Hans": zhHans, "zh-Hant": zhHant } as const satisfies Record<Locale, Texts>;

export const textsFor = (locale: Locale): Texts => catalogues[locale];

/** Every language's catalogue, for words that commands accept whatever the reader's language. */
export const allTexts: readonly Texts[] = Object.values(catalogues);

/**
 * The catalogue for a locale as chat clients name it ("zh-CN", "zh_TW", "zh-Hant-HK", "en-US"); null for a language that
 * Drumbeat does not speak.
 */
export function localeFrom(tag: string | null): Locale | null {
  if (!tag) return null;
  const [language, ...parts] = tag.toLowerCase().split(/[-_]/);
  if (language === "en") return "en";
  if (language !== "zh") return null;
  return parts.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-Hant" : "zh-Hans";
}
