import type { Grade, PoolRules } from "../../../src/policy/policy";

/** A customer in the words of the policy, in whole days from the first. */
export interface ModelCustomer {
  id: number;
  owner: number | null;
  /** The day on which somebody took it out of the pool, or logged it. */
  attended: number;
  touches: number[];
  deals: { id: number; closed: number | null }[];
  grade: Grade | null;
  /** Which warnings were told, on which day, of which day of return. */
  told: { day: number; due: number; level: number }[];
}

/** One night in plain steps, each customer for itself: counts days one after another until one is too many. */
export function modelNight(rules: PoolRules, customers: readonly ModelCustomer[], today: number) {
  const warned: { id: number; due: number; level: number; ownerId: number }[] = [];
  const returned: number[] = [];
  for (const customer of customers) {
    if (customer.owner === null) continue;
    const due = firstDayWithout(rules, customer);
    const toldBefore = customer.told.some((each) => each.due === due && each.day < today);
    if (today >= due && toldBefore) {
      returned.push(customer.id);
      customer.owner = null;
      continue;
    }
    let level: number | null = null;
    for (const each of rules.warn_days) if (today >= due - each) level = each;
    if (level === null) continue;
    if (customer.told.some((each) => each.due === due && each.level === level)) continue;
    customer.told.push({ day: today, due, level });
    warned.push({ id: customer.id, due, level, ownerId: customer.owner });
  }
  return { warned: warned.sort((a, b) => a.id - b.id), returned: returned.sort((a, b) => a - b) };
}

function firstDayWithout(rules: PoolRules, { attended, touches, deals, grade }: ModelCustomer): number {
  const patience = grade ?? "D";
  for (let day = attended, untouched = 0, undealt = 0; ; day += 1) {
    untouched = day === attended || touches.includes(day) ? 0 : untouched + 1;
    undealt = day === attended || deals.some(({ closed }) => closed === day) ? 0 : undealt + 1;
    const dealing = deals.some(({ closed }) => closed === null);
    const later = (days: readonly (number | null)[]) => days.some((each) => each !== null && each > day);
    if (untouched >= rules.no_touch_days[patience] && !later(touches)) return day;
    if (!dealing && undealt >= rules.no_deal_days[patience] && !later(deals.map(({ closed }) => closed)))
      return day;
  }
}
