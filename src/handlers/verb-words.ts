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

const han = /^\p{Script=Han}/u;

/** Whether one of the words typed behind a verb is one of `pick`, in any language. Chinese ones stand without spaces: "全部客户". */
export function saysAny(typed: string, pick: (texts: Texts) => readonly string[]): boolean {
  const folded = typed.normalize("NFKC").toLowerCase();
  const words = new Set(folded.split(/\s+/));
  return allTexts.some((texts) =>
    pick(texts).some((word) => (han.test(word) ? folded.includes(word) : words.has(word.toLowerCase()))),
  );
}

/** Whose records a list is asked for by the words behind it: one's own, unless a word says everybody's. */
export const whoseIn = (typed: string): "mine" | "all" =>
  saysAny(typed, ({ shared }) => shared.wordsForAll) ? "all" : "mine";

/** The words and descriptions of a verb from the catalogues: every language's words are accepted from everybody. */
export function verbWords(pick: (texts: Texts) => VerbTexts): Pick<Verb<Context>, "aliases" | "describe"> {
  return {
    aliases: [...new Set(allTexts.flatMap((texts) => pick(texts).words))],
    describe: ({ texts }) => pick(texts),
  };
}
