import fc from "fast-check";
import { emailDomain, phoneKey } from "../../../src/domain/customers/contact-keys";

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));

/** How people write one number: grouped, bracketed, full-width. */
const spelled = (number: string) =>
  fc.constantFrom(
    number,
    number.replace(/(\d{3})(?=\d)/g, "$1-"),
    number.replace(/(\d{4})(?=\d)/g, "$1 "),
    number.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  );
const oneOfSpellings = (numbers: fc.Arbitrary<{ key: string; forms: string[] }>) =>
  numbers.chain(({ key, forms }) =>
    fc.constantFrom(...forms).chain((form) => spelled(form).map((typed) => ({ key, typed }))),
  );

const mainlandMobile = digits(9).map((rest) => {
  const key = `13${rest}`;
  return { key, forms: [key, `+86${key}`, `0086${key}`, `86${key}`, `+86 ${key}`] };
});
const taiwanMobile = digits(8).map((rest) => {
  const key = `9${rest}`;
  return { key, forms: [`0${key}`, `+886${key}`, `00886${key}`, `886${key}`, `+8860${key}`] };
});
const hongKong = digits(7).map((rest) => {
  const key = `2${rest}`;
  return { key, forms: [key, `+852${key}`, `00852${key}`, `852${key}`] };
});
const landline = digits(8).map((rest) => {
  const key = `10${rest.replace(/^0/, "6")}`;
  return {
    key,
    forms: [`0${key}`, `+86${key}`, `+860${key}`, `0086${key}`, `0${key} ext 12`, `0${key}转801`],
  };
});

test("one number has one key, however it is written", () => {
  fc.assert(
    fc.property(
      fc.oneof(...[mainlandMobile, taiwanMobile, hongKong, landline].map(oneOfSpellings)),
      ({ key, typed }) => {
        expect(phoneKey(typed)).toBe(key);
      },
    ),
    { numRuns: 1000 },
  );
});

test("an area code that looks like a country's stays, and a foreign country's code too", () => {
  expect(phoneKey("0852 2345678")).toBe("8522345678");
  expect(phoneKey("+852 2345 6789")).toBe("23456789");
  expect(phoneKey("+1 (415) 555-0100")).toBe("14155550100");
});

test.each([null, "", "call me", "12345", "1".repeat(16), "🎉", "<!channel>"])(
  "%p is no phone number",
  (typed) => {
    expect(phoneKey(typed)).toBeNull();
  },
);

test("a company's mail domain counts, a public provider's does not", () => {
  expect(emailDomain("Wang@ACME.example")).toBe("acme.example");
  expect(emailDomain("wang@ａcme.example")).toBe("acme.example");
  for (const provider of ["gmail.com", "qq.com", "163.com", "Outlook.com", "126.com", "yahoo.com.tw"])
    expect(emailDomain(`wang@${provider}`)).toBeNull();
  for (const none of [null, "", "acme.example", "wang@"]) expect(emailDomain(none)).toBeNull();
});
