import { textsFor } from "../../../src/platforms/teams/texts";

const spoken = (locale: string): [name: string, text: string][] =>
  Object.entries(textsFor(locale)).map(([name, text]) => [
    name,
    typeof text === "string" ? text : text("X1"),
  ]);

it.each([
  ["en-GB", "Choose"],
  ["de-DE", "Choose"],
  ["zh-CN", "请选择"],
  ["zh-Hans", "请选择"],
  ["zh-TW", "請選擇"],
  ["zh-Hant-HK", "請選擇"],
])("speaks to somebody whose client is in %s", (locale, word) => {
  expect(textsFor(locale).choose).toBe(word);
});

it("speaks English where nobody knows the language", () => {
  expect(textsFor(null)).toBe(textsFor("en"));
});

describe.each(["zh-Hans", "zh-Hant"])("in %s", (locale) => {
  it.each(spoken(locale))("%s has Chinese punctuation and says what it is about", (_name, text) => {
    expect(text).toMatch(/\p{Script=Han}/u);
    expect(text).not.toMatch(/[,;:!?()]/);
  });
});
