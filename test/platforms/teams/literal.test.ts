import fc from "fast-check";
import { escapeMarkdown, lines, literalText } from "../../../src/platforms/teams/literal";
import { anyText } from "../support/arbitraries";

const read = (text: string) =>
  lines(text, 100_000).map(({ inlines }) => inlines.map((inline) => inline.text).join(""));

it("keeps every line and every letter of a text", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const whole = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line || "\u00a0");
      expect(read(text)).toEqual(text === "" ? ["–"] : whole);
    }),
  );
});

it("gives an empty line a height", () => {
  expect(read("a\n\nb\r\nc")).toEqual(["a", "\u00a0", "b", "c"]);
});

it("lets no text work out a date or a time", () => {
  const date = "{{DATE(2026-11-23T06:08:39Z, SHORT)}} {{TIME(2026-11-23T06:08:39Z)}} {{{DATE(";
  expect(literalText(date)).not.toMatch(/\{\{(DATE|TIME)\(/);
  expect(literalText(date).replaceAll("\u2060", "")).toBe(date);
  expect(literalText("{{other}}")).toBe("{{other}}");
});

it.each([
  ["*bold* _it_ `c` ~s~", "\\*bold\\* \\_it\\_ \\`c\\` \\~s\\~"],
  ["[taxi](http://evil.example)", "\\[taxi\\](http://evil.example)"],
  ["- a list", "\\- a list"],
  ["1. a list", "1\\. a list"],
  ["# big", "\\# big"],
  ["<at>x</at> & \\", "\\<at\\>x\\</at\\> \\& \\\\"],
  ["two\n\nlines", "two lines"],
  ["Travel - domestic 1.5", "Travel - domestic 1.5"],
])("escapes %j where markdown is read", (typed, escaped) => {
  expect(escapeMarkdown(typed)).toBe(escaped);
});
