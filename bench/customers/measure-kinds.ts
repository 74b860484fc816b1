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
 * Asks each kind of question of all companies in turn, question by question, in reversed order every other time, so that a slow
 * moment of the machine falls on all of them. A first round does not count. Throws where an answer is not the expected one.
 */
export async function measureKinds(
  places: readonly Place[],
  rounds: number,
  progress: (line: string) => void,
): Promise<Measured[]> {
  const kinds = places[0]?.kinds ?? [];
  const measured: Measured[] = [];
  for (const [index, { name, questions }] of kinds.entries()) {
    const taken = places.map((place) => ({ place, latencies: [] as number[] }));
    for (let turn = 0; turn < (rounds + 1) * questions.length; turn++)
      for (const { place, latencies } of turn % 2 ? taken.toReversed() : taken) {
        const question = place.kinds[index]?.questions[turn % questions.length];
        if (!question) throw new Error("each company is asked as many questions");
        const { text, milliseconds } = await place.ask(question);
        if (!text.includes(question.expected))
          throw new Error(`"${question.command} ${question.text}" was answered: ${text.slice(0, 500)}`);
        if (turn >= questions.length) latencies.push(milliseconds);
      }
    const found = taken.map(({ place: { customers }, latencies }) => ({
      customers,
      p50: median(latencies),
      p95: percentile(latencies, 0.95),
      asked: latencies.length,
    }));
    const ratio = (found.at(-1)?.p50 ?? Number.NaN) / (found[0]?.p50 ?? Number.NaN);
    measured.push({ kind: name, places: found, ratio });
    progress(`${name}: ${found.map(({ p50 }) => p50.toFixed(1)).join(" and ")} ms, ${ratio.toFixed(2)}`);
  }
  return measured;
}
