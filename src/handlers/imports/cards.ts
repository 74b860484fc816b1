import { columnKeys, headingOf, importKinds } from "../../domain/imports/columns";
import { type ImportRun, type ImportStatus, refusedRows } from "../../domain/imports/import-run";
import { newOwners } from "../../domain/imports/import-scope";
import { referenceOf } from "../../domain/references";
import {
  button,
  buttons,
  type Card,
  type CardElement,
  facts,
  row,
  context as smallPrint,
  type Tone,
  text,
} from "../../ui/card";
import type { Context } from "../context";
import { explainRow } from "./explain-row";

/** As many refused rows as a phone shows; the others come back in the file. */
const mostRefused = 5;

const tones = {
  reading: "waiting",
  preview: "waiting",
  running: "waiting",
  done: "good",
  cancelled: "neutral",
  refused: "bad",
} as const satisfies Record<ImportStatus, Tone>;

/** A file as far as it is: read, shown, being taken in, done (policy 8.1). */
export async function importCard(context: Context, run: ImportRun): Promise<Card> {
  const { texts } = context;
  const words = texts.imports;
  return {
    title: words.card.title(run.fileName, referenceOf("import", run.id)),
    status: { tone: tones[run.status], text: words.statuses[run.status] },
    elements: [
      ...(run.problem ? [text(words.problems[run.problem])] : []),
      ...(run.status === "running" ? [text(words.card.progress(run.done, run.rows))] : []),
      ...(run.problem || run.status === "reading" ? [] : countElements(context, run)),
      ...(run.status === "preview" ? await previewElements(context, run) : []),
      ...(run.status === "done" && run.rejected > 0 ? [smallPrint(words.card.sentBack)] : []),
      ...(run.status === "running" || run.status === "reading"
        ? [buttons(button("import.cancel", run.id, words.card.stop))]
        : []),
    ],
  };
}

/** That a file has come: what it holds is shown once it is read. */
export const heardCard = ({ texts }: Context, run: ImportRun): Card => ({
  title: texts.imports.card.title(run.fileName, referenceOf("import", run.id)),
  elements: [text(texts.imports.card.heard)],
});

/** Word that a file has ended: what it held stands on the card above, which was brought up to date. */
export function endedCard({ texts }: Context, run: ImportRun): Card {
  const words = texts.imports;
  const counts = countsOf(texts, run).flatMap(([name, count]) =>
    count === null ? [] : [words.card.count(name, count)],
  );
  return {
    title: words.card.title(run.fileName, referenceOf("import", run.id)),
    status: { tone: tones[run.status], text: words.statuses[run.status] },
    elements: [
      ...(run.problem ? [text(words.problems[run.problem])] : []),
      ...(counts.length > 0 ? [text(counts.join(" · "))] : []),
      ...(run.rejected > 0 ? [smallPrint(words.card.sentBack)] : []),
    ],
  };
}

const countsOf = ({ imports: { counts } }: Context["texts"], run: ImportRun) => {
  const of = (count: number): string | null => (count > 0 ? String(count) : null);
  return [
    [counts.added, of(run.added)],
    [counts.changed, of(run.changed)],
    [counts.unchanged, of(run.unchanged)],
    [counts.rejected, of(run.rejected)],
  ] as const;
};

function countElements({ texts }: Context, run: ImportRun): CardElement[] {
  const { counts, kinds } = texts.imports;
  return [
    facts([
      [counts.kind, kinds[run.kind]],
      [counts.rows, run.rows > 0 ? String(run.rows) : null],
      ...countsOf(texts, run),
    ]),
  ];
}

/** What is decided before anything is taken in: whether the file was understood, and whose its customers become. */
async function previewElements(context: Context, run: ImportRun): Promise<CardElement[]> {
  const { texts, reader, db } = context;
  const words = texts.imports;
  const headings = run.recognised.map((column) => headingOf(run.kind, column, reader.locale));
  const refused = await refusedRows(db, run.id, { most: mostRefused });
  const some = run.added + run.changed > 0;
  const otherOwners = newOwners.filter((each) => each !== run.newOwner);
  const otherKinds = importKinds.filter((each) => each !== run.kind);
  return [
    text(words.card.columns(reader.list(headings))),
    ...(run.ignored.length
      ? [
          text(
            words.card.ignored(reader.list(run.ignored.slice(0, 10)), Math.max(0, run.ignored.length - 10)),
          ),
        ]
      : []),
    ...(run.encoding === "utf-8" ? [] : [smallPrint(words.card.encoding(run.encoding.toUpperCase()))]),
    ...refused.map(({ line, problems }) =>
      row({ text: words.card.refusedLine(line), detail: explainRow(context, run.kind, problems) }),
    ),
    ...(run.rejected > refused.length
      ? [smallPrint(words.card.moreRefused(run.rejected - refused.length))]
      : []),
    ...(run.kind === "customers" && run.added > 0 ? [text(words.newOwner[run.newOwner])] : []),
    buttons(
      ...(some
        ? [button("import.begin", run.id, words.card.begin(run.added + run.changed), { style: "primary" })]
        : []),
      ...(run.kind === "customers" && run.added > 0
        ? otherOwners.map((each) =>
            button("import.choose", `${run.id}:owner:${each}`, words.chooseOwner[each]),
          )
        : []),
      button("import.cancel", run.id, texts.shared.cancel),
    ),
    smallPrint(words.card.otherKind),
    buttons(
      ...otherKinds.map((each) => button("import.choose", `${run.id}:kind:${each}`, words.kinds[each])),
    ),
  ];
}

/** How a file comes here, and what its first line may say. */
export function howToImport({ texts, reader }: Context): Card {
  const words = texts.imports;
  return {
    title: words.how.title,
    elements: [
      text(words.how.send),
      facts(
        importKinds.map((kind) => [
          words.kinds[kind],
          columnKeys(kind)
            .map((column) => headingOf(kind, column, reader.locale))
            .join(reader.locale === "en" ? ", " : "、"),
        ]),
      ),
      smallPrint(words.how.again),
    ],
  };
}
