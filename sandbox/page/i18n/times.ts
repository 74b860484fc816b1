import type { Strings } from "./en";

/** Whose clock and language it is. */
export interface TimeReader {
  locale: string;
  timeZone: string;
}

/** A formatter costs far more to make than to use, and a long channel needs the same few for every line. */
const made = new Map<string, Intl.DateTimeFormat>();

export function formatter(member: TimeReader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${member.locale}|${member.timeZone}|${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known) return known;
  let fresh: Intl.DateTimeFormat;
  try {
    fresh = new Intl.DateTimeFormat(member.locale, { ...options, timeZone: member.timeZone });
  } catch {
    // A profile with an unknown locale or time zone still gets times: the browser's own.
    fresh = new Intl.DateTimeFormat(undefined, options);
  }
  made.set(key, fresh);
  return fresh;
}

export function instantOf(ts: string): Date {
  return new Date(Number.parseFloat(ts) * 1000);
}

export function dayKey(reader: TimeReader, at: Date): string {
  return formatter(reader, { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

const dayMs = 86_400_000;

export function dayName(reader: TimeReader, at: Date, strings: Strings): string {
  const key = dayKey(reader, at);
  const now = new Date();
  if (key === dayKey(reader, now)) return strings.today;
  if (key === dayKey(reader, new Date(now.getTime() - dayMs))) return strings.yesterday;
  const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return formatter(reader, { weekday: "long", month: "long", day: "numeric", year }).format(at);
}

export function clock(reader: TimeReader, at: Date): string {
  return formatter(reader, { hour: "numeric", minute: "2-digit" }).format(at);
}

export function fullTime(reader: TimeReader, at: Date): string {
  return formatter(reader, { dateStyle: "full", timeStyle: "short" }).format(at);
}
