import type { Child } from "./child";
import { type Load, load } from "./load";
import type { Delivery } from "./requests";
import { percentile } from "./statistics";

/** One app under measurement, and how it is told that all it was asked for is really done. */
export interface Contestant {
  name: string;
  app: Child;
  port: number;
  delivery: () => Delivery;
  /**
   * Throws unless everything was done. Resolves with when the last of it was, and, where a person waits for something else than
   * the answer (a form to open), how long each waited.
   */
  finish: (deliveries: readonly Delivery[], result: Load) => Promise<Finished>;
  /** Between measurements, outside the time that counts. */
  tidy?: () => Promise<void>;
}

export interface Finished {
  at: number;
  waits: number[];
  /** What else is worth telling, e.g. cards sent meanwhile. */
  notes: Record<string, number>;
}

export interface Sample {
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Until the acknowledgement alone. */
  acknowledgedP50: number;
  acknowledgedP99: number;
  /** Milliseconds of the app's processor time, user and system, a request. */
  cpu: number;
  notes: Record<string, number>;
}

/** Sends `requests` deliveries over `connections` and checks that all of them were done. */
export async function measure(
  contestant: Contestant,
  connections: number,
  requests: number,
): Promise<Sample> {
  const { app, port } = contestant;
  // Made and signed beforehand: the generator shares the processors with what is measured.
  const deliveries = Array.from({ length: requests }, contestant.delivery);
  const before = await app.cpu();
  const result = await load(port, connections, deliveries);
  const { at, waits, notes } = await contestant.finish(deliveries, result);
  const used = (await app.cpu()) - before;
  await result.settled;
  await contestant.tidy?.();
  return {
    requests,
    perSecond: (requests / (at - result.startedAt)) * 1000,
    p50: percentile(waits, 0.5),
    p99: percentile(waits, 0.99),
    acknowledgedP50: percentile(result.latencies, 0.5),
    acknowledgedP99: percentile(result.latencies, 0.99),
    cpu: used / requests,
    notes,
  };
}

export interface Series {
  contestant: string;
  connections: number;
  samples: Sample[];
}

const fewest = 100;
const most = 30_000;

/**
 * Measures the contestants in turn at each number of connections, in reversed order every other round, so that a slow
 * minute of the machine falls on all of them. `seconds` is about how long one measurement takes.
 */
export async function alternate(
  contestants: readonly Contestant[],
  settings: { connections: readonly number[]; rounds: number; seconds: number },
  progress: (line: string) => void,
): Promise<Series[]> {
  for (const each of contestants) {
    progress(`warming up: ${each.name}`);
    for (let turn = 0; turn < 3; turn++) await measure(each, 16, 500);
  }
  const all: Series[] = [];
  for (const connections of settings.connections) {
    const series = [];
    for (const contestant of contestants) {
      const { perSecond } = await measure(contestant, connections, Math.max(fewest, connections * 5));
      const requests = Math.round(
        Math.min(most, Math.max(fewest, connections * 5, perSecond * settings.seconds)),
      );
      series.push({ contestant, requests, samples: [] as Sample[] });
    }
    for (let round = 0; round < settings.rounds; round++)
      for (const { contestant, requests, samples } of round % 2 ? [...series].reverse() : series) {
        const sample = await measure(contestant, connections, requests);
        samples.push(sample);
        progress(
          `${contestant.name}, ${connections} connections, round ${round + 1}: ${sample.perSecond.toFixed(0)}/s`,
        );
      }
    for (const { contestant, samples } of series)
      all.push({ contestant: contestant.name, connections, samples });
  }
  return all;
}
