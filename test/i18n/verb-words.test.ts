import type { Context } from "../../src/handlers/context";
import { readWords } from "../../src/handlers/read-words";
import { verbWords } from "../../src/handlers/verb-words";
import { textsFor } from "../../src/i18n/choose-texts";
import { locales } from "../../src/i18n/texts";
import type { Command } from "../../src/ui/feature";
import { nothing } from "../../src/ui/outcome";

/** Each subject's verbs as its command reads them: by the name they have in code, and every language's words. */
const subjects = [
  "approvals",
  "complaints",
  "customers",
  "deals",
  "drumbeat",
  "expenses",
  "projects",
  "touches",
] as const;

const verbsOf = (subject: (typeof subjects)[number], locale: (typeof locales)[number]) =>
  Object.entries(textsFor(locale)[subject].verbs);

const wordsOf = (subject: (typeof subjects)[number]) =>
  verbsOf(subject, "en").map(([name]) => ({
    name,
    aliases: [
      ...new Set(
        locales.flatMap((locale) =>
          verbsOf(subject, locale).flatMap(([other, { words }]) => (other === name ? [...words] : [])),
        ),
      ),
    ],
  }));

const commandOf = (subject: (typeof subjects)[number]): Command<Context> => ({
  name: subject,
  summary: { manifest: "", text: () => "" },
  usageHint: "",
  verbs: wordsOf(subject).map((verb) => ({
    ...verb,
    describe: () => ({ label: "", usage: "", summary: "" }),
    run: async () => nothing,
  })),
});

describe.each(subjects)("the words of %s", (subject) => {
  test("no word means two verbs, over all languages", () => {
    const meant = new Map<string, string>();
    for (const { name, aliases } of wordsOf(subject))
      for (const word of [name, ...aliases].map((each) => each.normalize("NFKC").toLowerCase())) {
        expect([word, meant.get(word) ?? name]).toEqual([word, name]);
        meant.set(word, name);
      }
  });

  test("a Chinese word that begins another is of the same verb and read after it, as no space need follow it", () => {
    const words = wordsOf(subject).flatMap(({ name, aliases }) => aliases.map((word) => ({ name, word })));
    const command = commandOf(subject);
    for (const { name, word } of words.filter((each) => /^\p{Script=Han}/u.test(each.word))) {
      expect([word, readWords(command, `${word}1001`)]).toMatchObject([
        word,
        { kind: "verb", verb: { name }, rest: "1001" },
      ]);
    }
  });

  test.each(locales)("the example shown in %s is read as its verb", (locale) => {
    const command = commandOf(subject);
    for (const [name, { usage }] of verbsOf(subject, locale))
      expect([usage, readWords(command, usage)]).toMatchObject([usage, { kind: "verb", verb: { name } }]);
  });
});

test("a verb is described in the reader's language and read in every one", () => {
  const { aliases } = verbWords((texts) => texts.projects.verbs.request);
  expect(aliases).toEqual(expect.arrayContaining(["new", "立项", "立項"]));
});
