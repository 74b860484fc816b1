import { median } from "../statistics";
import type { Kind, Question } from "./questions";

/** One company that is asked. */
export interface Place {
  customers: number;
  kinds: readonly Kind[];
  ask: (question: Question) => Promise<{ text: string; milliseconds: number }>;
}

/** How many milliseconds the answers to one kind of question took, at each size. */
export interface Measured {
  kind: string;
  places: { customers: number; latencies: number[] }[];
}

/** Of the medians: the largest company's over the smallest's. */
export const ratioOf = ({ places }: Measured): number =>
  median(places.at(-1)?.latencies ?? []) / median(places[0]?.latencies ?? []);

/** All kinds whose names begin so, as one. */
export function together(measured: readonly Measured[], beginning: string): Measured {
  const kinds = measured.filter(({ kind }) => kind.startsWith(beginning));
  const places = (kinds[0]?.places ?? []).map(({ customers }, index) => ({
    customers,
    latencies: kinds.flatMap((each) => each.places[index]?.latencies ?? []),
  }));
  return { kind: `${beginning}, all of these`, places };
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
    const kind: Measured = {
      kind: name,
      places: taken.map(({ place: { customers }, latencies }) => ({ customers, latencies })),
    };
    measured.push(kind);
    const medians = kind.places.map(({ latencies }) => median(latencies).toFixed(1));
    progress(`${name}: ${medians.join(" and ")} ms, ${ratioOf(kind).toFixed(2)}`);
  }
  return measured;
}
