import { z } from "zod";
import { type Intent, intents, type Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import type { Reader } from "../scope";
import { emailDomain, phoneKey } from "./contact-keys";
import { nameKey } from "./name-key";
import { requireChoice, requireLength, requireText, typedLine, typedParagraph } from "./typed-text";

/** Most characters (UTF-16 units) of what is typed about a customer. */
export const customerLimits = { name: 150, line: 100, phone: 40, email: 254, needs: 2000 } as const;

/** What is collected about a customer (policy 5.1.1); choices are keys of the policy. */
export interface CustomerFields {
  name: string;
  industry?: string | null;
  size?: string | null;
  region?: string | null;
  source?: string | null;
  needs?: string | null;
  intent?: Intent;
  /** A person's id. Left out: whoever logs it; at an edit, as it was. */
  ownerId?: number;
}

/** At least a name, a phone number or an e-mail address. */
export interface ContactInput {
  name: string | null;
  title: string | null;
  phone: string | null;
  email: string | null;
}

/** The columns of a customer as they will be stored, but for the owner. */
export interface CustomerColumns {
  name: string;
  nameKey: string;
  industry: string | null;
  size: string | null;
  region: string | null;
  source: string | null;
  needs: string | null;
  intent: Intent;
}

/** The columns of a contact as they will be stored. Its name is "" where only a phone number or an address is known. */
export interface ContactColumns {
  name: string;
  title: string | null;
  phone: string | null;
  phoneKey: string | null;
  email: string | null;
  emailDomain: string | null;
}

/** Throws INVALID about "name", "industry", "size", "region", "source", "needs" or "intent". */
export function readCustomerFields(policy: Policy, input: CustomerFields): CustomerColumns {
  const name = requireText(typedLine(input.name), "name");
  requireLength(name, "name", customerLimits.name);
  const region = typedLine(input.region);
  requireLength(region, "region", customerLimits.line);
  const needs = typedParagraph(input.needs);
  requireLength(needs, "needs", customerLimits.needs);
  const { industries, sizes, sources } = policy.customers;
  const { industry = null, size = null, source = null, intent = "unknown" } = input;
  requireChoice(industry, "industry", Object.keys(industries));
  requireChoice(size, "size", Object.keys(sizes));
  requireChoice(source, "source", Object.keys(sources));
  requireChoice(intent, "intent", intents);
  return { name, nameKey: nameKey(name), industry, size, region, source, needs, intent };
}

/** Throws INVALID about "contactName" (also when nothing is given), "contactTitle", "phone" or "email". */
export function readContact(input: ContactInput): ContactColumns {
  const name = typedLine(input.name);
  const title = typedLine(input.title);
  const phone = typedLine(input.phone);
  const email = typedLine(input.email);
  if (name === null && phone === null && email === null)
    throw new DomainError({ code: "INVALID", field: "contactName", rule: "required" });
  requireLength(name, "contactName", customerLimits.line);
  requireLength(title, "contactTitle", customerLimits.line);
  requireLength(phone, "phone", customerLimits.phone);
  requireLength(email, "email", customerLimits.email);
  if (email !== null && !z.email().safeParse(email).success)
    throw new DomainError({ code: "INVALID", field: "email", rule: "not_an_email" });
  return {
    name: name ?? "",
    title,
    phone,
    phoneKey: phoneKey(phone),
    email,
    emailDomain: emailDomain(email),
  };
}

/** Throws INVALID, unknown_person, about `field` unless the person works here. */
export async function requireColleague(reader: Reader, id: number, field: string): Promise<{ name: string }> {
  const person = await reader.person.findFirst({ where: { id, active: true }, select: { name: true } });
  if (!person) throw new DomainError({ code: "INVALID", field, rule: "unknown_person" });
  return person;
}
