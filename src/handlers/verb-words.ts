import { allTexts } from "../i18n/choose-texts";
import type { Texts } from "../i18n/texts";
import type { Verb } from "../ui/feature";
import type { Context } from "./context";

export interface VerbTexts {
  /** Other words that mean the verb in this language. */
  readonly words: readonly string[];
  readonly label: string;
  readonly usage: string;
}

/** The words and descriptions of a verb from the catalogues: every language's words are accepted from everybody. */
export function verbWords(pick: (texts: Texts) => VerbTexts): Pick<Verb<Context>, "aliases" | "describe"> {
  return {
    aliases: [...new Set(allTexts.flatMap((texts) => pick(texts).words))],
    describe: ({ texts }) => pick(texts),
  };
}
