import type { Column, ImportKind } from "../../domain/imports/columns";
import { columnNamed, headingOf } from "../../domain/imports/columns";
import type { ImportWords, RefusedRow } from "../../domain/imports/import-run";
import type { Names } from "../../policy/policy";
import type { Context } from "../context";

type Problem = RefusedRow["problems"][number];

const has = <T extends object>(record: T, key: PropertyKey): key is keyof T => Object.hasOwn(record, key);

type Explaining = Pick<Context, "texts" | "reader" | "policy">;

/** More than these are read by nobody beside a row; the rest are in the forms. */
const mostChoices = 12;

/** What is wrong with a row, column by column, in the reader's words. */
export function explainRow(context: Explaining, kind: ImportKind, problems: readonly Problem[]): string {
  const { texts, reader } = context;
  const { imports, errors } = texts;
  return problems
    .map(({ column, rule, limit }) => {
      const known = columnNamed(column);
      const choices = rule === "unknown_choice" && known ? choicesOf(context, known) : [];
      const sentence = has(imports.rules, rule)
        ? imports.rules[rule]
        : has(errors.invalid, rule)
          ? errors.invalid[rule]
          : imports.rules.other;
      const said =
        choices.length > 0
          ? (choices.length > mostChoices ? imports.chooseOrMore : imports.choose)(
              reader.list(choices.slice(0, mostChoices)),
            )
          : typeof sentence === "string"
            ? sentence
            : sentence(String(limit ?? ""));
      return known ? imports.ofColumn(headingOf(kind, known, reader.locale), said) : said;
    })
    .join(" ");
}

/** The names of what may stand in a column of the policy's choices; none of another column. */
function choicesOf({ policy, reader }: Explaining, column: Column): string[] {
  const { customers, deals, products } = policy;
  const named: Partial<Record<Column, Readonly<Record<string, Names>>>> = {
    industry: customers.industries,
    size: customers.sizes,
    source: customers.sources,
    product: products,
    channel: deals.channels,
    stage: deals.stages,
    lostReason: deals.lost_reasons,
  };
  return Object.values(named[column] ?? {}).map((names) => reader.name(names));
}

/** What is written beside the rows that go back. */
export const importWords = (context: Explaining): ImportWords => ({
  line: context.texts.imports.file.line,
  refusedBecause: context.texts.imports.file.refusedBecause,
  explain: (kind, problems) => explainRow(context, kind, problems),
});
