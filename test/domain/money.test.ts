import fc from "fast-check";
import { DomainError } from "../../src/domain/errors";
import {
  decimalFromMinor,
  digitsOf,
  minorFromDecimal,
  minorFromPolicy,
  parseAmount,
} from "../../src/domain/money";

const ruleOf = (text: string, currency = "CNY"): string => {
  try {
    return `accepted as ${parseAmount(text, currency)}`;
  } catch (error) {
    if (error instanceof DomainError && error.problem.code === "INVALID") return error.problem.rule;
    throw error;
  }
};

test.each([
  ["1,280.50", 128050n],
  ["1280.5", 128050n],
  ["１，２８０．５０", 128050n],
  ["¥128", 12800n],
  ["￥ 128.00", 12800n],
  ["128元", 12800n],
  ["CNY 128", 12800n],
  ["128 cny", 12800n],
  [" 1 280 ", 128000n],
  [".5", 50n],
  ["0.01", 1n],
  ["007", 700n],
  ["999,999,999.99", 99_999_999_999n],
])("%s is an amount", (text, minor) => {
  expect(parseAmount(text, "CNY")).toBe(minor);
});

test.each([
  ["", "required"],
  ["   ", "required"],
  ["taxi", "not_a_number"],
  ["12,80", "not_a_number"],
  ["1,2345", "not_a_number"],
  ["1.280,50", "not_a_number"],
  ["1e3", "not_a_number"],
  ["0x10", "not_a_number"],
  ["Infinity", "not_a_number"],
  ["1.", "not_a_number"],
  [".", "not_a_number"],
  ["¥", "not_a_number"],
  ["$128", "not_a_number"],
  ["128 taxi", "not_a_number"],
  ["1'280", "not_a_number"],
  ["-5", "not_positive"],
  ["¥-5", "not_positive"],
  ["−5", "not_positive"],
  ["0", "not_positive"],
  ["0.00", "not_positive"],
  ["1.005", "too_many_decimals"],
  ["1.500", "too_many_decimals"],
  ["1000000000", "too_large"],
  ["9".repeat(50), "too_large"],
  ["9".repeat(5000), "not_a_number"],
  ["💰", "not_a_number"],
])("%s is refused as %s", (text, rule) => {
  expect(ruleOf(text)).toBe(rule);
});

test("a currency's decimals are those of ISO 4217", () => {
  expect([digitsOf("CNY"), digitsOf("JPY"), digitsOf("KWD"), digitsOf("TWD"), digitsOf("CLF")]).toEqual([
    2, 0, 3, 2, 4,
  ]);
  expect(ruleOf("1.5", "JPY")).toBe("too_many_decimals");
  expect(parseAmount("1.234", "KWD")).toBe(1234n);
  expect(ruleOf("¥5", "USD")).toBe("not_a_number");
});

const anyMinor = fc.bigInt({ min: 1n, max: 99_999_999_999n });
const anyCurrency = fc.constantFrom("CNY", "USD", "TWD", "GBP");

test("what is written out is read back, grouped or not, in any width", () => {
  fc.assert(
    fc.property(anyMinor, anyCurrency, fc.boolean(), fc.boolean(), (minor, currency, grouped, wide) => {
      let text = decimalFromMinor(minor, currency);
      if (grouped) text = text.replace(/\B(?=(\d{3})+\.)/g, ",");
      if (wide) text = text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
      expect(parseAmount(text, currency)).toBe(minor);
    }),
  );
});

test("a decimal and its minor units are each other's, for every number of decimals", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n }), fc.constantFrom("JPY", "CNY", "KWD", "CLF"), (minor, currency) => {
      expect(minorFromDecimal(decimalFromMinor(minor, currency), currency)).toBe(minor);
    }),
  );
});

test("whatever is typed is an amount above zero or a rule", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.stringMatching(/^[-¥0-9.,e ]{0,12}$/)),
      (text) => {
        const said = ruleOf(text);
        if (said.startsWith("accepted as")) expect(said).toMatch(/^accepted as [1-9]\d*$/);
      },
    ),
    { numRuns: 1000 },
  );
});

test("an amount of the policy is exact, however it was written", () => {
  expect(minorFromPolicy(2000, "CNY")).toBe(200_000n);
  expect(minorFromPolicy(0.1 + 0.2, "CNY")).toBe(30n);
  expect(minorFromPolicy(1.15, "CNY")).toBe(115n);
  expect(minorFromPolicy(1.999, "CNY")).toBe(199n);
  expect(minorFromPolicy(1e21, "JPY")).toBe(10n ** 21n);
  expect(minorFromPolicy(1e-7, "CNY")).toBe(0n);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 11 }), (cents) => {
      expect(minorFromPolicy(Number(decimalFromMinor(BigInt(cents), "CNY")), "CNY")).toBe(BigInt(cents));
    }),
  );
});
