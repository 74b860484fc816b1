import { DateTime } from "luxon";
import { DomainError } from "../errors";
import type { Scope } from "../scope";
import { todayOf } from "./today";
import { storedDay } from "./working-days";

/** An ISO day ("2026-12-20") as it is stored. Throws INVALID, required or not_a_date, about `field`. */
export function typedDay(day: string, field: string): Date {
  if (!day) throw new DomainError({ code: "INVALID", field, rule: "required" });
  const read = DateTime.fromISO(day, { zone: "utc" });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !read.isValid)
    throw new DomainError({ code: "INVALID", field, rule: "not_a_date" });
  return storedDay(read);
}

/** The same of something that has happened. Throws also INVALID, date_in_future. */
export function typedPastDay(scope: Pick<Scope, "now" | "actor">, day: string, field: string): Date {
  const stored = typedDay(day, field);
  if (stored > storedDay(todayOf(scope)))
    throw new DomainError({ code: "INVALID", field, rule: "date_in_future" });
  return stored;
}
