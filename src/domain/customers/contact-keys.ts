/** A country's numbers: its code, and how many digits follow it. Used only where no "+" says that a code stands there. */
const countries: readonly { code: string; lengths: readonly number[] }[] = [
  // Mainland mobiles have 11 digits, landlines 10 or 11 with their area code.
  { code: "86", lengths: [10, 11] },
  { code: "886", lengths: [8, 9] },
  { code: "852", lengths: [8] },
];

const extension = /(?:ext\.?|extension|x|#|转|轉|分机|分機).*$/i;
const fewestDigits = 6;
/** E.164: no number on earth is longer. */
const mostDigits = 15;

/**
 * A phone number as duplicates are found by it: digits without country code (86, 886, 852), trunk zero and extension, so
 * that "+86 138-0000-1111", "0086 13800001111" and "138 0000 1111" are one. A number of another country keeps its code.
 * Null for what is no phone number: fewer than 6 digits, or more than 15.
 */
export function phoneKey(typed: string | null): string | null {
  if (typed === null) return null;
  const text = typed.normalize("NFKC").trim().replace(extension, "");
  const digits = text.replace(/\D/g, "");
  const key = /^[^\d+]*(?:\+|00(?=[1-9]))/.test(text)
    ? withoutCountry(digits.replace(/^00/, ""))
    : domestic(digits);
  return key.length >= fewestDigits && key.length <= mostDigits ? key : null;
}

function withoutCountry(international: string): string {
  // The longer code first: 886 and 852 are not numbers of 86.
  const country = countries
    .toSorted((a, b) => b.code.length - a.code.length)
    .find(({ code }) => international.startsWith(code));
  return country ? international.slice(country.code.length).replace(/^0/, "") : international;
}

function domestic(digits: string): string {
  // A trunk zero says that an area code follows, which may look like a country's: 0852 is Zunyi, not Hong Kong.
  if (digits.startsWith("0")) return digits.slice(1);
  const country = countries.find(
    ({ code, lengths }) => digits.startsWith(code) && lengths.includes(digits.length - code.length),
  );
  return country ? digits.slice(country.code.length) : digits;
}

/** Mail providers whose domain says nothing about where somebody works. */
const publicProviders = new Set(
  (
    "gmail.com googlemail.com outlook.com hotmail.com live.com live.cn msn.com yahoo.com yahoo.com.tw yahoo.com.hk " +
    "yahoo.com.cn yahoo.cn yahoo.co.jp ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.com gmx.de " +
    "mail.com zoho.com yandex.com qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com 188.com yeah.net sina.com " +
    "sina.cn vip.sina.com sohu.com tom.com 139.com 189.cn wo.cn aliyun.com 21cn.com hinet.net msa.hinet.net seed.net.tw " +
    "pchome.com.tw kimo.com netvigator.com outlook.com.tw"
  ).split(" "),
);

/** The part behind the "@", lower case; null for public providers and for what is no address. */
export function emailDomain(email: string | null): string | null {
  const domain = email?.normalize("NFKC").trim().toLowerCase().split("@").at(-1)?.replace(/\.$/, "");
  if (!domain || !email?.includes("@") || publicProviders.has(domain)) return null;
  return domain;
}
