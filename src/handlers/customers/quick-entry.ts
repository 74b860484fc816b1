import { z } from "zod";
import { type ContactInput, customerLimits } from "../../domain/customers/customer-input";
import { isCompanySuffix } from "../../domain/customers/name-key";
import { typedLine } from "../../domain/customers/typed-text";

/** What one line says of a customer. */
export interface QuickEntry {
  name: string | null;
  /** Null where the line names none. */
  contact: ContactInput | null;
  /** What found no place, joined; null where everything did. */
  leftover: string | null;
  /** Whether a part had to be shortened to fit its field. */
  shortened: boolean;
}

const separators = /[,，、\n]/;
/** Begins only where a word does, or a long word without "@" would be read again from each of its letters. */
const emailShape = /(?<![^\s@<>])[^\s@<>]+@[^\s@<>]+/;
/** Digits with what people put between them; eight or more digits in the name's own part, since names hold numbers. */
const phoneShape = /\+?\(?\d[\d\s().-]{4,}\d/;
const phoneBesideName = /\+?\(?\d(?:[\s().-]{0,2}\d){7,}/;

/**
 * Reads "Acme Trading, Wang Fang, 13800001111, wang@acme.example", with English or Chinese commas: the company first, then
 * a contact's name, job title, phone and e-mail, the last two by their shape, wherever they stand.
 */
export function readQuickEntry(line: string): QuickEntry {
  const [first = "", ...others] = joinSuffixes(
    line.split(separators).flatMap((each) => typedLine(each) ?? []),
  );
  const found: { email: string | null; phone: string | null } = { email: null, phone: null };
  const leftover: string[] = [];
  const take = (part: string, shape: RegExp, key: "email" | "phone"): string => {
    const match = shape.exec(part)?.[0].trim();
    if (!match) return part;
    const fits = key === "phone" || z.email().safeParse(match).success;
    if (found[key] === null && fits) found[key] = match;
    else leftover.push(match);
    return part.replace(match, " ");
  };
  const name = typedLine(take(take(first, emailShape, "email"), phoneBesideName, "phone"));
  const named: string[] = [];
  for (const part of others) {
    const words = typedLine(take(take(part, emailShape, "email"), phoneShape, "phone"));
    if (words) (named.length < 2 ? named : leftover).push(words);
  }
  const [contactName = null, title = null] = named;
  const contact = { name: contactName, title, ...found };
  return shorten({ name, contact, leftover: leftover.join(", ") || null });
}

/** The commas of "Acme Co., Ltd" belong to the name. */
function joinSuffixes(parts: readonly string[]): string[] {
  const [first, second, ...others] = parts;
  if (first === undefined) return [];
  if (second === undefined || !isCompanySuffix(second)) return [...parts];
  return joinSuffixes([`${first}, ${second}`, ...others]);
}

function shorten(entry: { name: string | null; contact: ContactInput; leftover: string | null }): QuickEntry {
  let shortened = false;
  const within = (text: string | null, most: number): string | null => {
    if (text === null || text.length <= most) return text;
    shortened = true;
    return typedLine(text.slice(0, most));
  };
  const { name, title, phone, email } = entry.contact;
  const contact = {
    name: within(name, customerLimits.line),
    title: within(title, customerLimits.line),
    phone: within(phone, customerLimits.phone),
    email,
  };
  const empty = Object.values(contact).every((each) => each === null);
  return {
    name: within(entry.name, customerLimits.name),
    contact: empty ? null : contact,
    leftover: within(entry.leftover, customerLimits.needs),
    shortened,
  };
}
