import { IANAZone } from "luxon";
import { z } from "zod";
import { locales } from "../../policy/locales";
import type { Policy } from "../../policy/policy";
import { type Role, roles } from "../../policy/roles";
import { CsvError, readCsv } from "../csv/read-csv";

export const peopleColumns = [
  "email",
  "name",
  "department",
  "head_of",
  "roles",
  "locale",
  "time_zone",
] as const;
export type PeopleColumn = (typeof peopleColumns)[number];

/** One line of a people file. Undefined: the file has no such column, so it says nothing about it. */
export interface PeopleRow {
  line: number;
  /** Lower case. */
  email: string;
  name: string | undefined;
  department: string | null | undefined;
  headOf: string[] | undefined;
  roles: Role[] | undefined;
  locale: string | null | undefined;
  timeZone: string | null | undefined;
}

export type PeopleRule =
  | "unclosed_quote"
  | "text_after_quote"
  | "quote_in_text"
  | "empty_file"
  | "unknown_column"
  | "column_twice"
  | "missing_column"
  | "wrong_number_of_fields"
  | "not_an_email"
  | "email_twice"
  | "name_missing"
  | "name_too_long"
  | "unknown_department"
  | "unknown_role"
  | "unknown_locale"
  | "unknown_time_zone"
  | "last_administrator";

/** What is wrong with a people file, and where. */
export interface RowProblem {
  line: number;
  column: string | null;
  rule: PeopleRule;
  value: string;
}

const longestName = 200;
const emailSchema = z.email().max(254);
const roleSchema = z.enum(roles);

/** Reads a people file against the policy (1.2). With any problem the rows are not to be used. */
export function readPeopleFile(text: string, policy: Policy): { rows: PeopleRow[]; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  let records: ReturnType<typeof readCsv>;
  try {
    records = readCsv(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: [], problems: [{ line: error.line, column: null, rule: error.reason, value: "" }] };
  }
  const [header, ...body] = records;
  if (!header) return { rows: [], problems: [{ line: 1, column: null, rule: "empty_file", value: "" }] };
  const columns = header.fields.map((field) => field.trim().toLowerCase());
  const known: readonly string[] = peopleColumns;
  columns.forEach((column, index) => {
    if (!known.includes(column))
      problems.push({ line: header.line, column, rule: "unknown_column", value: column });
    else if (columns.indexOf(column) < index)
      problems.push({ line: header.line, column, rule: "column_twice", value: column });
  });
  if (!columns.includes("email"))
    problems.push({ line: header.line, column: "email", rule: "missing_column", value: "" });
  if (problems.length > 0) return { rows: [], problems };

  const seen = new Set<string>();
  const rows = body.flatMap(({ line, fields }) => {
    const wrong = (column: PeopleColumn | null, rule: PeopleRule, value: string): void => {
      problems.push({ line, column, rule, value });
    };
    if (fields.length !== columns.length) {
      wrong(null, "wrong_number_of_fields", String(fields.length));
      return [];
    }
    const cell = (column: PeopleColumn): string | undefined => fields[columns.indexOf(column)]?.trim();
    const list = (column: PeopleColumn): string[] | undefined =>
      cell(column)
        ?.split(/[;；]/)
        .map((each) => each.trim())
        .filter((each) => each !== "");
    const row: PeopleRow = {
      line,
      email: cell("email")?.toLowerCase() ?? "",
      name: cell("name"),
      department: emptyIsNull(cell("department")),
      headOf: list("head_of"),
      roles: list("roles")?.flatMap((each) => roleSchema.safeParse(each).data ?? []),
      locale: emptyIsNull(cell("locale")),
      timeZone: emptyIsNull(cell("time_zone")),
    };
    if (!emailSchema.safeParse(row.email).success) wrong("email", "not_an_email", row.email);
    else if (seen.has(row.email)) wrong("email", "email_twice", row.email);
    seen.add(row.email);
    if (row.name === "") wrong("name", "name_missing", "");
    if ((row.name?.length ?? 0) > longestName) wrong("name", "name_too_long", row.name ?? "");
    if (row.department != null && !Object.hasOwn(policy.departments, row.department))
      wrong("department", "unknown_department", row.department);
    for (const each of row.headOf ?? [])
      if (!Object.hasOwn(policy.departments, each)) wrong("head_of", "unknown_department", each);
    for (const each of list("roles") ?? [])
      if (!roleSchema.safeParse(each).success) wrong("roles", "unknown_role", each);
    if (row.locale != null && !locales.some((each) => each === row.locale))
      wrong("locale", "unknown_locale", row.locale);
    if (row.timeZone != null && !IANAZone.isValidZone(row.timeZone))
      wrong("time_zone", "unknown_time_zone", row.timeZone);
    return [row];
  });
  return { rows, problems };
}

const emptyIsNull = (cell: string | undefined): string | null | undefined => (cell === "" ? null : cell);

const rulesInWords: Readonly<Record<PeopleRule, string>> = {
  unclosed_quote: "a quoted field starts here and never ends",
  text_after_quote: "there is text after a closing quote",
  quote_in_text: "there is a quote in a field that does not begin with one",
  empty_file: "the file is empty; its first line names the columns",
  unknown_column: `there is no such column; there are ${peopleColumns.join(", ")}`,
  column_twice: "the column is named twice",
  missing_column: "the column is missing",
  wrong_number_of_fields: "the line has another number of fields than the first line",
  not_an_email: "must be an e-mail address",
  email_twice: "the same e-mail stands in an earlier line",
  name_missing: "a name is needed",
  name_too_long: `a name has at most ${longestName} characters`,
  unknown_department: "the policy has no such department",
  unknown_role: `there is no such role; there are ${roles.join(", ")}`,
  unknown_locale: `must be one of ${locales.join(", ")}`,
  unknown_time_zone: 'must be a time zone such as "Asia/Shanghai"',
  last_administrator: "would leave nobody as administrator",
};

/** A problem as one English sentence for whoever starts Drumbeat: `line 3, roles "boss": there is no such role; ...`. */
export function describeRowProblem({ line, column, rule, value }: RowProblem): string {
  const where = [`line ${line}`, column && `${column}${value ? ` "${value}"` : ""}`]
    .filter(Boolean)
    .join(", ");
  return `${where}: ${rulesInWords[rule]}`;
}
