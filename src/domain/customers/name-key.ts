/** Words behind a company's name that say what kind of company it is, not which; dots are dropped before they are compared. */
const latinSuffixes = new Set(
  (
    "co company corp corporation coltd inc incorporated ltd limited llc llp lp plc pte pty pvt gmbh ag kg ohg ug se sa " +
    "sas sarl srl spa bv nv ab as oy aps kk kft sdn bhd group holding holdings technology technologies tech"
  ).split(" "),
);

/** The same in Chinese, simplified and traditional as typed; the longest first, so that none leaves half of another. */
const chineseSuffixes = [
  "股份有限公司",
  "有限责任公司",
  "有限責任公司",
  "有限公司",
  "股份公司",
  "企業社",
  "公司",
  "股份",
  "集团",
  "集團",
  "控股",
  "科技",
  "技术",
  "技術",
  "实业",
  "實業",
  "企业",
  "企業",
];

const parts = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;
const han = /^\p{Script=Han}/u;

/**
 * The name as duplicates are found by it (policy 5.1.1): width and case folded, white space and punctuation dropped, the
 * suffixes of companies dropped: "ＡＣＭＥ Trading Co., Ltd." and "acme trading" are "acmetrading", "贝塔科技（有限公司）" is "贝塔".
 * A name is never dropped whole: "科技有限公司" is "科技", and one without letters is itself. The key of a key is that key.
 */
export function nameKey(name: string): string {
  const once = reduceOnce(name);
  return once === name ? once : nameKey(once);
}

function reduceOnce(name: string): string {
  const folded = name.normalize("NFKC").toLowerCase().trim();
  const words = folded.replace(/(?<=\p{L})[.'’](?=\p{L})/gu, "").match(parts) ?? [];
  if (words.length === 0) return folded.replace(/\s+/g, "");
  return dropSuffixes(words).join("");
}

/** Takes suffixes off the end one by one, as long as something stays. Parts of one Chinese name count as one word. */
function dropSuffixes(words: readonly string[]): readonly string[] {
  const merged = mergeChinese(words);
  const last = merged.at(-1) ?? "";
  const before = merged.slice(0, -1);
  if (han.test(last)) {
    const suffix = chineseSuffixes.find((each) => last.endsWith(each));
    if (!suffix || (suffix === last && before.length === 0)) return merged;
    return dropSuffixes(suffix === last ? before : [...before, last.slice(0, -suffix.length)]);
  }
  return latinSuffixes.has(last) && before.length > 0 ? dropSuffixes(before) : merged;
}

function mergeChinese(words: readonly string[]): string[] {
  const merged: string[] = [];
  for (const word of words) {
    const last = merged.at(-1);
    if (last !== undefined && han.test(last) && han.test(word)) merged[merged.length - 1] = last + word;
    else merged.push(word);
  }
  return merged;
}

/** Whether a piece of text is nothing but a company's suffix: the "Ltd" behind the comma of "Acme Co., Ltd". */
export function isCompanySuffix(piece: string): boolean {
  const folded = piece.normalize("NFKC").toLowerCase().replace(/[.\s]/g, "");
  return latinSuffixes.has(folded) || chineseSuffixes.includes(folded);
}
