import { median, percentile } from "../statistics";
import type { Imported } from "./imports";
import { type Measured, ratioOf, together } from "./measure-kinds";
import type { Night } from "./nights";

const aim = 1.5;
const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
const memory = (value: number | null): string => (value === null ? "" : value.toFixed(0));
const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Medians and 95th percentiles at both sizes, as a Markdown table; the searches also as one. */
export function chatTable(measured: readonly Measured[]): string {
  const sizes = measured[0]?.places.map(({ customers }) => customers.toLocaleString("en")) ?? [];
  const searches = together(measured, "/customer find");
  return [
    line(["", ...sizes.map((size) => `${size} customers: p50, p95 ms`), `ratio of the medians; aim ${aim}`]),
    line(["---", ...sizes.map(() => "---:"), "---:"]),
    ...[...measured, ...(searches.places.length > 0 ? [searches] : [])].map((each) =>
      line([
        each.kind,
        ...each.places.map(
          ({ latencies }) => `${number(median(latencies))}, ${number(percentile(latencies, 0.95))}`,
        ),
        `${ratioOf(each).toFixed(2)}${ratioOf(each) > aim ? " (over)" : ""}`,
      ]),
    ),
    "",
  ].join("\n");
}

/** What the nights took, as a Markdown table. */
export function nightTable(all: readonly { customers: number; nights: readonly Night[] }[]): string {
  return [
    line(["customers", "", "seconds", "memory of the process, MB: idle, most", "most heap, MB"]),
    line(["---:", "---", "---:", "---:", "---:"]),
    ...all.flatMap(({ customers, nights }) =>
      nights.map(({ what, seconds, idleMemory, mostMemory, mostHeap }) =>
        line([
          customers.toLocaleString("en"),
          what,
          number(seconds),
          mostMemory === null ? "" : `${memory(idleMemory)}, ${memory(mostMemory)}`,
          memory(mostHeap),
        ]),
      ),
    ),
    "",
  ].join("\n");
}

/** What files of so many rows took, as a Markdown table. */
export function importTable(rows: number, imports: readonly Imported[]): string {
  return [
    line([
      `${rows.toLocaleString("en")} rows of`,
      "file, MB",
      "until shown, s",
      "taken in, s",
      "memory of the process, MB: idle, most",
      "most heap, MB",
    ]),
    line(["---", "---:", "---:", "---:", "---:", "---:"]),
    ...imports.map(({ what, fileMegabytes, previewSeconds, seconds, idleMemory, mostMemory, mostHeap }) =>
      line([
        what,
        number(fileMegabytes),
        number(previewSeconds),
        number(seconds),
        `${memory(idleMemory)}, ${memory(mostMemory)}`,
        memory(mostHeap),
      ]),
    ),
    "",
  ].join("\n");
}
