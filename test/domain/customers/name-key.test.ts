import fc from "fast-check";
import { isCompanySuffix, nameKey } from "../../../src/domain/customers/name-key";

/** What a company may be called: words that are no suffix themselves. */
const latinName = fc
  .array(fc.stringMatching(/^[a-z]{3,8}[0-9]?$/), { minLength: 1, maxLength: 3 })
  .filter((words) => words.every((word) => !isCompanySuffix(word)));
const chineseName = fc
  .array(fc.constantFrom(..."上海贝塔云帆远航晨光宏图智慧数据"), { minLength: 2, maxLength: 5 })
  .map((characters) => characters.join(""));

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));

test.each([
  ["ＡＣＭＥ Trading Co., Ltd.", "acmetrading"],
  ["acme trading", "acmetrading"],
  ["Acme-Trading Co.,Ltd", "acmetrading"],
  ["Acme Trading Co Ltd Inc.", "acmetrading"],
  ["Müller G.m.b.H.", "müller"],
  ["贝塔科技（有限公司）", "贝塔"],
  ["贝塔科技股份有限公司", "贝塔"],
  ["贝塔 科技 有限责任公司", "贝塔"],
  ["貝塔科技股份有限公司", "貝塔"],
  ["Zinc", "zinc"],
  ["Inc", "inc"],
  ["科技有限公司", "科技"],
  ["Beta贝塔集团 Ltd", "beta贝塔"],
  ["🎉🎉", "🎉🎉"],
  ["<!channel>", "channel"],
  ["شركة ألفا", "شركةألفا"],
])("%s is found by %s", (name, key) => {
  expect(nameKey(name)).toBe(key);
});

test("simplified and traditional stay as typed", () => {
  expect(nameKey("云帆科技")).not.toBe(nameKey("雲帆科技"));
});

test("the key of a key is that key, whatever the text", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc
      .array(
        fc.constantFrom(
          "有限",
          "公司",
          "科技",
          "Co",
          "Ltd",
          ".",
          ",",
          " ",
          "ＬＴＤ",
          "İ",
          "ﬃ",
          "a",
          "集团",
          "'",
        ),
      )
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const key = nameKey(text);
      expect(nameKey(key)).toBe(key);
    }),
    { numRuns: 2000 },
  );
});

test("a name keeps its key in other width, case, spacing, punctuation and with any suffix", () => {
  const suffix = fc.constantFrom(" Co., Ltd.", " Inc", " GmbH", ", LLC", " Pte. Ltd.", "");
  fc.assert(
    fc.property(
      latinName,
      suffix,
      fc.constantFrom(" ", "  ", "-", " & "),
      fc.boolean(),
      fc.boolean(),
      (words, end, gap, wide, loud) => {
        const plain = words.join(" ");
        const spelled = words.join(gap) + end;
        const dressed = loud ? spelled.toUpperCase() : spelled;
        expect(nameKey(wide ? fullWidth(dressed) : dressed)).toBe(nameKey(plain));
        expect(nameKey(plain)).toBe(words.join(""));
      },
    ),
  );
});

test("a Chinese name keeps its key with any suffix", () => {
  const suffix = fc.constantFrom(
    "有限公司",
    "股份有限公司",
    "科技有限公司",
    "集团",
    "（集团）有限责任公司",
    "科技股份有限公司",
    " Co., Ltd",
  );
  fc.assert(
    fc.property(chineseName, suffix, (name, end) => {
      expect(nameKey(name + end)).toBe(name);
    }),
  );
});

test("names that differ in a letter that counts have different keys", () => {
  fc.assert(
    fc.property(latinName, latinName, (one, other) => {
      fc.pre(one.join("") !== other.join(""));
      expect(nameKey(one.join(" "))).not.toBe(nameKey(other.join(" ")));
    }),
  );
});
