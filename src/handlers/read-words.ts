import type { Command, Verb } from "../ui/feature";
import type { Context } from "./context";

/** What follows a command's name, as its verb and the rest. */
export type Words<C> =
  | { kind: "empty" }
  | { kind: "verb"; verb: Verb<C>; rest: string }
  | { kind: "unknown"; word: string; rest: string; nearest: Verb<C> | null };

const fold = (word: string): string => word.normalize("NFKC").toLowerCase();

/**
 * Reads "new 128.50 taxi", "新建 128.50 打车" or "新建128.50 打车": a word is a verb's name or any alias, whatever the
 * reader's language. Chinese words need no space behind them, as people write none.
 */
export function readWords(command: Command<Context>, text: string): Words<Context> {
  const trimmed = text.trim();
  if (!trimmed) return { kind: "empty" };
  const [, first = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/u.exec(trimmed) ?? [];
  const word = fold(first);
  const exact = command.verbs.find((verb) =>
    [verb.name, ...verb.aliases].some((each) => fold(each) === word),
  );
  if (exact) return { kind: "verb", verb: exact, rest };
  for (const verb of command.verbs)
    for (const alias of verb.aliases)
      if (/^\p{Script=Han}/u.test(alias) && trimmed.startsWith(alias))
        return { kind: "verb", verb, rest: trimmed.slice(alias.length).trim() };
  return { kind: "unknown", word: first, rest: trimmed, nearest: nearestVerb(command, word) };
}

/** The verb whose name or alias is at most two slips away, or one in a word of up to three letters. */
function nearestVerb(command: Command<Context>, word: string): Verb<Context> | null {
  let nearest: { verb: Verb<Context>; slips: number } | null = null;
  for (const verb of command.verbs)
    for (const name of [verb.name, ...verb.aliases]) {
      const slips = editDistance(word.slice(0, 24), fold(name));
      const most = name.length <= 3 ? 1 : 2;
      if (slips <= most && slips < name.length && (!nearest || slips < nearest.slips))
        nearest = { verb, slips };
    }
  return nearest?.verb ?? null;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
export function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + same,
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
