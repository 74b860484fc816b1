import { setLocale } from "../../domain/people/set-locale";
import { textsFor } from "../../i18n/choose-texts";
import { type Locale, locales } from "../../i18n/texts";
import { button, buttons, type Card, text } from "../../ui/card";
import { type Outcome, replaceCard } from "../../ui/outcome";
import type { Context } from "../context";
import { languageNames } from "./people";

export function languageCard({ texts, reader }: Context): Card {
  return {
    title: texts.drumbeat.language.title,
    elements: [
      text(texts.drumbeat.language.text),
      buttons(
        ...locales.map((locale) =>
          button(
            "person.language",
            locale,
            languageNames[locale],
            locale === reader.locale ? { style: "primary" } : {},
          ),
        ),
      ),
    ],
  };
}

/** Answers in the language that was chosen. */
export async function chooseLanguage(context: Context, id: string): Promise<Outcome> {
  const locale: Locale = locales.find((each) => each === id) ?? context.reader.locale;
  await setLocale(context, locale);
  const words = textsFor(locale).drumbeat.language;
  return replaceCard({ title: words.title, elements: [text(words.changed)] });
}
