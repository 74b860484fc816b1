import { typedParagraph } from "../../domain/customers/typed-text";
import { type Policy, type Severity, severities } from "../../policy/policy";

/** What one line says of a complaint; null where it says nothing of it. */
export interface QuickComplaint {
  /** Words that should name a customer. */
  customer: string | null;
  severity: Severity | null;
  /** A product key of the policy that is named in the line. */
  product: string | null;
  description: string | null;
}

// Full-width letters and digits are taken too; the text itself stays as it was typed.
const reference = /^(?:(?:CUS|ＣＵＳ)[-－\s]?|[#＃])[\d０-９]{1,9}(?![\p{L}\p{N}])/iu;
const severity = /(?<![\p{L}\p{N}])[SＳ]([1-4１-４])(?!(?!级|級)[\p{L}\p{N}])(?:级|級)?/iu;
const edges = /^[\s,，:：;；、-]+|[\s,，:：;；、-]+$/g;

/**
 * Reads "CUS-1001 S2 login fails since this morning". The customer is a reference in front, or what stands before the
 * severity or the first comma; the rest is what happened. A product counts as named where its key or its name in any
 * language occurs in it.
 */
export function readQuickComplaint(policy: Policy, line: string): QuickComplaint {
  const text = line.trim();
  const named = reference.exec(text)?.[0];
  const graded = severity.exec(text);
  const grade = graded && (severities.find((each) => each === `S${graded[1]?.normalize("NFKC")}`) ?? null);
  const [customer, rest] = parted(text, named ?? null, graded);
  return {
    customer: customer.replace(edges, "") || null,
    severity: grade,
    product: namedProduct(policy, rest),
    description: typedParagraph(rest.replace(edges, "")),
  };
}

/** The customer's words and the rest, from which the severity is taken out where it stands between or in front. */
function parted(text: string, named: string | null, graded: RegExpExecArray | null): [string, string] {
  if (named !== null) {
    const rest = text.slice(named.length);
    const between = graded !== null && text.slice(named.length, graded.index).replace(edges, "") === "";
    return [named, between ? text.slice(graded.index + graded[0].length) : rest];
  }
  if (graded !== null) return [text.slice(0, graded.index), text.slice(graded.index + graded[0].length)];
  const comma = text.search(/[,，]/);
  return comma < 0 ? ["", text] : [text.slice(0, comma), text.slice(comma + 1)];
}

/** The product that is named first; of two that start at one place the longer. */
export function namedProduct(policy: Policy, text: string): string | null {
  const folded = text.normalize("NFKC").toLowerCase();
  const found = Object.entries(policy.products).flatMap(([key, names]) =>
    [key.replaceAll("_", " "), ...Object.values(names)].flatMap((name) => {
      const at = wordIndex(folded, name.toLowerCase());
      return at < 0 ? [] : [{ key, at, length: name.length }];
    }),
  );
  const [first] = found.sort((a, b) => a.at - b.at || b.length - a.length);
  return first?.key ?? null;
}

/** Where `word` stands as a word of its own; Chinese has no spaces between words, so there it may stand anywhere. */
function wordIndex(text: string, word: string): number {
  const letter = /[\p{Script=Latin}\p{N}]/u;
  for (let at = text.indexOf(word); at >= 0 && word !== ""; at = text.indexOf(word, at + 1)) {
    const before = text.at(at - 1);
    const after = text.at(at + word.length);
    const cutBefore = at > 0 && before !== undefined && letter.test(before) && letter.test(word);
    const cutAfter = after !== undefined && letter.test(after) && letter.test(word.at(-1) ?? "");
    if (!cutBefore && !cutAfter) return at;
  }
  return -1;
}
