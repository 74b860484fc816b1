import { createContext, useContext } from "react";
import { en, type Strings } from "./en";
import { zhHans } from "./zh-hans";
import { zhHant } from "./zh-hant";

export type Language = "en" | "zh-Hans" | "zh-Hant";

const catalogues: Record<Language, Strings> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant };

/** Slack says "zh-CN"; the page's `lang` says which script, since that decides the glyphs a CJK font draws. */
export function languageOf(locale: string): Language {
  const tag = locale.toLowerCase().replace("_", "-");
  if (!tag.startsWith("zh")) return "en";
  return /hant|-tw|-hk|-mo/.test(tag) ? "zh-Hant" : "zh-Hans";
}

/** A language's name for itself, shown beside a person. */
export const languageName: Record<Language, string> = {
  en: "English",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
};

export function stringsOf(language: Language): Strings {
  return catalogues[language];
}

export const StringsContext = createContext<Strings>(en);

export function useStrings(): Strings {
  return useContext(StringsContext);
}
