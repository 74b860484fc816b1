import type { Sample, Series } from "./measure";
import { median } from "./statistics";

export interface Comparison {
  title: string;
  /** The contestant that the others are compared to. */
  baseline: string;
  aim: number;
  series: Series[];
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const of = (samples: readonly Sample[], pick: (sample: Sample) => number): number =>
  median(samples.map(pick));

function spread(samples: readonly Sample[]): string {
  const rates = samples.map(({ perSecond }) => perSecond);
  return `${number(of(samples, (sample) => sample.perSecond))} (${number(Math.min(...rates))} to ${number(Math.max(...rates))})`;
}

/** A comparison as a Markdown table: medians of the rounds, and what the requests a second ranged over. */
export function table({ title, baseline, aim, series }: Comparison): string {
  const lines = [
    `### ${title}`,
    "",
    "| connections | app | requests/s | p50 ms | p99 ms | acknowledged p50, p99 ms | CPU ms a request | of the baseline |",
    "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
  ];
  for (const { contestant, connections, samples } of series) {
    const base = series.find((each) => each.connections === connections && each.contestant === baseline);
    const ratio = base && contestant !== baseline ? rateRatio(samples, base.samples) : null;
    const cards = of(samples, (sample) => sample.notes.cards ?? 0);
    lines.push(
      `| ${[
        connections,
        cards > 0 ? `${contestant}, ${cards} cards sent to ${samples[0]?.requests} claims` : contestant,
        spread(samples),
        number(of(samples, (sample) => sample.p50)),
        number(of(samples, (sample) => sample.p99)),
        `${number(of(samples, (sample) => sample.acknowledgedP50))}, ${number(of(samples, (sample) => sample.acknowledgedP99))}`,
        number(of(samples, (sample) => sample.cpu)),
        ratio === null ? "" : `${ratio.toFixed(2)} (aim ${aim.toFixed(1)})`,
      ].join(" | ")} |`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function rateRatio(samples: readonly Sample[], base: readonly Sample[]): number {
  return of(samples, (sample) => sample.perSecond) / of(base, (sample) => sample.perSecond);
}
