import type { ImportKind } from "../../domain/imports/columns";
import { columnNamed, headingOf } from "../../domain/imports/columns";
import type { ImportWords, RefusedRow } from "../../domain/imports/import-run";
import type { Context } from "../context";

type Problem = RefusedRow["problems"][number];

const has = <T extends object>(record: T, key: PropertyKey): key is keyof T => Object.hasOwn(record, key);

/** What is wrong with a row, column by column, in the reader's words. */
export function explainRow(
  { texts, reader }: Pick<Context, "texts" | "reader">,
  kind: ImportKind,
  problems: readonly Problem[],
): string {
  const { imports, errors } = texts;
  return problems
    .map(({ column, rule, limit }) => {
      const sentence = has(imports.rules, rule)
        ? imports.rules[rule]
        : has(errors.invalid, rule)
          ? errors.invalid[rule]
          : imports.rules.other;
      const said = typeof sentence === "string" ? sentence : sentence(String(limit ?? ""));
      const known = columnNamed(column);
      return known ? imports.ofColumn(headingOf(kind, known, reader.locale), said) : said;
    })
    .join(" ");
}

/** What is written beside the rows that go back. */
export const importWords = (context: Pick<Context, "texts" | "reader">): ImportWords => ({
  line: context.texts.imports.file.line,
  refusedBecause: context.texts.imports.file.refusedBecause,
  explain: (kind, problems) => explainRow(context, kind, problems),
});
