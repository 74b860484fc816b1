import { storedDay } from "../../domain/calendar/working-days";
import { typedLine } from "../../domain/customers/typed-text";
import type { Policy } from "../../policy/policy";
import { readDay } from "../read-day";

/** What one line says of a deal; null where it says nothing of it. */
export interface DealLine {
  /** Words that should name a customer. */
  customer: string | null;
  /** A product key of the policy. */
  product: string | null;
  /** As typed. */
  amount: string | null;
  /** ISO day. */
  expectedOn: string | null;
  /** What found no place. */
  leftover: string | null;
}

/** The products there are, and what days are read by. */
type ReadBy = { policy: Policy } & Parameters<typeof readDay>[1];

const edges = /^[\s,，、;；:：]+|[\s,，、;；:：]+$/g;
/** Digits with commas, points and a mark of money, as a word of its own; "12月" and "2026-12-20" are none. */
const amounts =
  /(?<![\p{L}\p{N}.,/-])(?:[¥￥$€£]|NT\$|HK\$)?\d[\d,]*(?:\.\d+)?(?:\s?[元圆圓块塊])?(?![\p{L}\p{N}/-]|[.,]\d)/gu;

/**
 * Reads "Acme crm 120000 2026-12-20", "贝塔科技 客户管理系统 12,000元 下周五": the customer, a product by its key or its name in any
 * language, the amount, the day on which it is expected. A number is the amount where what stands behind it is a day, a
 * product or nothing; of several the first that leaves a customer in front.
 */
export function readDealLine(by: ReadBy, line: string): DealLine {
  const text = typedLine(line) ?? "";
  const readings = [...text.matchAll(amounts)].flatMap((match) => {
    const before = text.slice(0, match.index).replace(edges, "");
    const behind = text.slice(match.index + match[0].length).replace(edges, "");
    return before === "" ? [] : [readParts(by, before, match[0].trim(), behind)];
  });
  const whole = readings.find(({ leftover }) => leftover === null);
  return whole ?? readings.at(-1) ?? readParts(by, text, null, "");
}

function readParts(by: ReadBy, before: string, amount: string | null, behind: string): DealLine {
  const front = withoutProduct(by.policy, before, "end");
  const back = withoutProduct(by.policy, behind, "start");
  const product = front.product ?? back.product;
  // A product named twice is a word like any other the second time.
  const rest = front.product === null ? back.rest : behind;
  const expectedOn = rest === "" ? null : dayIn(by, rest);
  return {
    customer: front.rest || null,
    product,
    amount,
    expectedOn,
    leftover: rest !== "" && expectedOn === null ? rest : null,
  };
}

/** Also a day that has gone by: the form then says beside it what is wrong. */
function dayIn({ today, locale }: ReadBy, typed: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return typed;
  const day = readDay(typed, { today, locale });
  return typeof day === "string" ? null : storedDay(day).toISOString().slice(0, 10);
}

/** The product that a text begins or ends with, the longest of its names, and what else it says. */
function withoutProduct(
  policy: Policy,
  text: string,
  at: "start" | "end",
): { product: string | null; rest: string } {
  const folded = text.toLowerCase();
  const named = Object.entries(policy.products)
    .flatMap(([key, names]) =>
      [key, key.replaceAll("_", " "), ...Object.values(names)].map((name) => ({
        key,
        name: name.toLowerCase(),
      })),
    )
    .filter(({ name }) => (at === "end" ? folded.endsWith(name) : folded.startsWith(name)))
    .map(({ key, name }) => ({
      key,
      length: name.length,
      rest: at === "end" ? text.slice(0, -name.length) : text.slice(name.length),
    }))
    .filter(({ rest }) => isCut(text, rest, at))
    .sort((one, other) => other.length - one.length);
  const [found] = named;
  return found ? { product: found.key, rest: found.rest.replace(edges, "") } : { product: null, rest: text };
}

/** Latin words are parted by more than the end of another; Chinese ones need no space between them. */
function isCut(text: string, rest: string, at: "start" | "end"): boolean {
  const letter = /[\p{Script=Latin}\p{N}]/u;
  const [outer, inner] =
    at === "end" ? [rest.at(-1), text.at(rest.length)] : [rest.at(0), text.at(text.length - rest.length - 1)];
  return outer === undefined || inner === undefined || !letter.test(outer) || !letter.test(inner);
}
