import { DomainError, type InvalidRule } from "./errors";

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const unusualDigits = new Map<string, number>([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV"].map(
    (code): [string, number] => [code, 0],
  ),
  ...["XAF", "XOF", "XPF"].map((code): [string, number] => [code, 0]),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code): [string, number] => [code, 3]),
  ...["CLF", "UYW"].map((code): [string, number] => [code, 4]),
]);

/** How a currency's amounts are marked, before or after, besides its ISO code. Compared after NFKC, so "￥" is "¥". */
const marks: Readonly<Record<string, readonly string[]>> = {
  CNY: ["¥", "RMB", "元", "圆", "块", "人民币"],
  TWD: ["NT$", "$", "元", "圓", "塊", "新台幣", "新臺幣"],
  HKD: ["HK$", "$", "元", "圓", "港幣", "港币"],
  JPY: ["¥", "円"],
  KRW: ["₩", "원"],
  USD: ["US$", "$", "美元"],
  SGD: ["S$", "$"],
  AUD: ["A$", "$"],
  EUR: ["€", "欧元", "歐元"],
  GBP: ["£", "英镑", "英鎊"],
  INR: ["₹"],
};

/** The largest amount anybody may ask for: 999,999,999.99 in major units (999,999,999 where there are no decimals). */
const largestMajor = 999_999_999n;
const longestTyped = 60;
const plainDecimal = /^(\d+)(?:\.(\d+))?$/;
/** Digits alone, or in groups of three parted by commas or by spaces; "12,80" is neither, and could mean two things. */
const typedAmount = /^(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)?(?:\.\d+)?$/;

/** Decimals of a currency by ISO 4217: 2 for "CNY", 0 for "JPY", 3 for "KWD". */
export function digitsOf(currency: string): number {
  return unusualDigits.get(currency) ?? 2;
}

/**
 * The minor units of a plain decimal: "1280.5" in CNY is 128050n. Not for what people type (`parseAmount`).
 * Throws RangeError for anything else, and for more decimals than the currency has.
 */
export function minorFromDecimal(decimal: string, currency: string): bigint {
  const match = plainDecimal.exec(decimal);
  const digits = digitsOf(currency);
  const fraction = match?.[2] ?? "";
  if (!match?.[1] || fraction.length > digits)
    throw new RangeError(`"${decimal}" is not an amount in ${currency}`);
  return BigInt(match[1] + fraction.padEnd(digits, "0"));
}

/** The plain decimal of minor units, with all the currency's decimals: 128050n in CNY is "1280.50". */
export function decimalFromMinor(minor: bigint, currency: string): string {
  const digits = digitsOf(currency);
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * The largest number of minor units not above an amount of the policy, exactly as it was written there: 2000 in CNY is
 * 200000n. An amount in minor units is "up to" the policy's if and only if it is not above this.
 */
export function minorFromPolicy(amount: number, currency: string): bigint {
  const text = Number.isInteger(amount) ? BigInt(amount).toString() : String(amount);
  // Only numbers under a millionth print with a negative exponent, and no currency has so small a unit.
  if (text.includes("e-")) return 0n;
  const [major = "0", fraction = ""] = text.split(".");
  const digits = digitsOf(currency);
  return BigInt(major + fraction.slice(0, digits).padEnd(digits, "0"));
}

/** The smallest number of minor units not below an amount of the policy: an amount is "from" that on if it is not below this. */
export function minorNotBelow(amount: number, currency: string): bigint {
  const below = minorFromPolicy(amount, currency);
  return Number(decimalFromMinor(below, currency)) < amount ? below + 1n : below;
}

/**
 * What somebody typed as an amount, in minor units: "1,280.50", "１２８０", "¥128", "128 元", "CNY 128". Above zero and at most
 * 999,999,999.99. Throws INVALID about `field` with not_a_number, not_positive, too_many_decimals or too_large.
 */
export function parseAmount(text: string, currency: string, field = "amount"): bigint {
  const refuse = (rule: InvalidRule, limit?: string | number): never => {
    throw new DomainError({ code: "INVALID", field, rule, ...(limit === undefined ? {} : { limit }) });
  };
  const folded = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  if (folded === "") return refuse("required");
  if (folded.length > longestTyped) return refuse("not_a_number");
  const negative = /^[-−–]/.test(folded) || /^\D*[-−–]\s*\d/.test(folded);
  const bare = withoutMark(folded.replace(/[-−–]\s*/, ""), currency);
  if (!typedAmount.test(bare) || !/\d/.test(bare)) return refuse("not_a_number");
  if (negative) return refuse("not_positive");
  const [major = "", fraction = ""] = bare.replace(/[, ]/g, "").split(".");
  const digits = digitsOf(currency);
  if (fraction.length > digits) return refuse("too_many_decimals", digits);
  const minor = BigInt((major || "0") + fraction.padEnd(digits, "0"));
  if (minor === 0n) return refuse("not_positive");
  const largest = (largestMajor + 1n) * 10n ** BigInt(digits) - 1n;
  if (minor > largest) return refuse("too_large", decimalFromMinor(largest, currency));
  return minor;
}

/** The text without the currency's mark, of which there may be one before or one after. */
function withoutMark(text: string, currency: string): string {
  const upper = text.toUpperCase();
  for (const mark of [currency, ...(marks[currency] ?? [])]) {
    if (upper.startsWith(mark)) return text.slice(mark.length).trim();
    if (upper.endsWith(mark)) return text.slice(0, -mark.length).trim();
  }
  return text;
}
