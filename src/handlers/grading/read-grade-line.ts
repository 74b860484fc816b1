import { allTexts } from "../../i18n/choose-texts";
import { type Grade, grades } from "../../policy/policy";

/** "CUS-1001 A because they open a market" as a customer, a grade and a reason; what is not said is null. */
export interface GradeLine {
  customer: string;
  grade: Grade | null;
  reason: string | null;
}

/** Behind a grade nothing may stand that makes it a word: "A级" is a grade, "AB" is none. */
const grade = "([A-DＡ-Ｄ])[级級]?(?![\\p{L}\\p{N}])";
const rest = "[\\s,，:：;；、]*([\\s\\S]*)$";
const byReference = new RegExp(`^((?:CUS[-\\s]?|#)?\\d{1,9})\\s+${grade}${rest}`, "iu");
/** In a name a small letter is a word of it, "a". */
const byName = new RegExp(`^(\\S.*?)\\s+${grade}${rest}`, "u");

/** Reads what stands behind `/customer grade`: whatever holds no grade names a customer. */
export function readGradeLine(typed: string): GradeLine {
  const [, customer, letter, reason = ""] = byReference.exec(typed.trim()) ?? byName.exec(typed.trim()) ?? [];
  const meant = grades.find((each) => each === letter?.normalize("NFKC").toUpperCase());
  if (!customer || !meant) return { customer: typed.trim(), grade: null, reason: null };
  return { customer, grade: meant, reason: withoutBecause(reason) || null };
}

function withoutBecause(reason: string): string {
  const words = allTexts.flatMap(({ grading }) => grading.wordsForBecause);
  const [, word = "", behind = ""] = /^([a-z]+|\p{Script=Han}{2})[\s,，:：]*([\s\S]*)$/iu.exec(reason) ?? [];
  return (words.includes(word.toLowerCase()) ? behind : reason).trim();
}
