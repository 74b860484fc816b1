import { typedLine } from "../../domain/customers/typed-text";
import type { PoolFilter, PoolPlace } from "../../domain/pool/list-pool";
import { grades, type Policy } from "../../policy/policy";

const longestRegion = 60;

const fold = (word: string): string => word.normalize("NFKC").toLowerCase();

/** Grades and industries by their names in any language, in any order; the other words are a part of the region. */
export function readFilter(policy: Policy, typed: string): PoolFilter {
  let rest = ` ${fold(typedLine(typed) ?? "")} `;
  const take = (words: readonly string[]): boolean => {
    const found = words.find((word) => rest.includes(` ${word} `));
    if (found) rest = rest.replace(` ${found} `, "  ");
    return found !== undefined;
  };
  const industries = Object.entries(policy.customers.industries).map(([key, names]) => {
    const whole = [key, ...Object.values(names)].map(fold);
    // "Software and internet" is also meant by "software", "软件与互联网" by "软件".
    const parts = whole
      .flatMap((name) => name.split(/\s+and\s+|[\s/与與]+/))
      .filter((part) => part.length > 1);
    return { key, words: [...whole, ...parts] };
  });
  const industry = industries.find(({ words }) => take(words))?.key ?? null;
  const grade = grades.find((each) =>
    take([each.toLowerCase(), `${each.toLowerCase()}级`, `${each.toLowerCase()}級`]),
  );
  return { industry, grade: grade ?? null, region: typedLine(rest)?.slice(0, longestRegion) ?? null };
}

/** A page of the list in a button's id; the region stands last, since it may hold anything. */
export const pageId = ({ industry, grade, region }: PoolFilter, place: PoolPlace | null): string =>
  [place?.since.getTime() ?? "", place?.id ?? "", industry ?? "", grade ?? "", region ?? ""].join(":");

/** What `pageId` wrote. Anything else reads as the first page of some list: an id is anybody's to make up. */
export function readPageId(id: string): { filter: PoolFilter; place: PoolPlace | null } {
  const [, since = "", last = "", industry = "", grade = "", region = ""] =
    /^(\d{0,14}):(\d{0,9}):(\w*):([A-D]?):([\s\S]*)$/.exec(id) ?? [];
  return {
    filter: {
      industry: industry || null,
      grade: grades.find((each) => each === grade) ?? null,
      region: typedLine(region),
    },
    place: since && last ? { since: new Date(Number(since)), id: Number(last) } : null,
  };
}
