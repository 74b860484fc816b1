import { median, percentile } from "../statistics";
import type { Kind, Question } from "./questions";

/** One company that is asked. */
export interface Place {
  customers: number;
  kinds: readonly Kind[];
  ask: (question: Question) => Promise<{ text: string; milliseconds: number }>;
}

/** How long the answers to one kind of question took, at each size. */
export interface Measured {
  kind: string;
  places: { customers: number; p50: number; p95: number; asked: number }[];
  /** Of the medians: the largest company's over the smallest's. */
  ratio: number;
}

/**
 * Asks each kind of question of all companies in turn, one after another, in reversed order every other round, so that a slow
 * minute of the machine falls on all of them. A first round does not count. Throws where an answer is not the expected one.
 */
export async function measureKinds(
  places: readonly Place[],
  rounds: number,
  progress: (line: string) => void,
): Promise<Measured[]> {
  const names = places[0]?.kinds.map(({ name }) => name) ?? [];
  const measured: Measured[] = [];
  for (const [index, kind] of names.entries()) {
    const taken = places.map(({ customers }) => ({ customers, latencies: [] as number[] }));
    for (let round = 0; round <= rounds; round++) {
      const order = places.map((place, position) => ({ place, taking: taken[position] }));
      for (const { place, taking } of round % 2 ? order.reverse() : order)
        for (const question of place.kinds[index]?.questions ?? []) {
          const { text, milliseconds } = await place.ask(question);
          if (!text.includes(question.expected))
            throw new Error(`"${question.command} ${question.text}" was answered: ${text.slice(0, 500)}`);
          if (round > 0) taking?.latencies.push(milliseconds);
        }
    }
    const found = taken.map(({ customers, latencies }) => ({
      customers,
      p50: median(latencies),
      p95: percentile(latencies, 0.95),
      asked: latencies.length,
    }));
    const ratio = (found.at(-1)?.p50 ?? Number.NaN) / (found[0]?.p50 ?? Number.NaN);
    measured.push({ kind, places: found, ratio });
    progress(`${kind}: ${found.map(({ p50 }) => p50.toFixed(1)).join(" and ")} ms, ${ratio.toFixed(2)}`);
  }
  return measured;
}
