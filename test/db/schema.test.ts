import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createDatabase, type TestDatabase } from "../support/database";

/** A table as both sides can describe it: schema.prisma, and the database that the migrations made. */
interface Table {
  /** "name type [null] [= default]" */
  columns: string[];
  /** "[unique] (a, b)"; the primary key among them. */
  indexes: string[];
  /** "a -> table(b)" */
  foreignKeys: string[];
}
type Tables = Record<string, Table>;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ poolSize: 2 });
});
afterAll(() => database.drop());

const schemaFile = join(__dirname, "..", "..", "prisma", "schema.prisma");

test("the migrations make what schema.prisma says: tables, columns, types, defaults, indexes, foreign keys", async () => {
  const expected = tablesOfSchema(readFileSync(schemaFile, "utf8"));
  expect(Object.keys(expected).length).toBeGreaterThan(15);
  expect(await tablesOfDatabase()).toEqual(expected);
});

test("what the comparison would overlook is not in schema.prisma", () => {
  const schema = readFileSync(schemaFile, "utf8").replace(/\/\/.*$/gm, "");
  const known = /@(?:@?(?:id|unique|map|index)|default|relation|db)\b/g;
  expect(schema.replace(known, "").match(/@+\w+/g)).toBeNull();
  expect(schema).not.toMatch(/^\s*(enum|view|type)\s/m);
  expect(schema).not.toMatch(/onDelete|onUpdate|dbgenerated|sort:/);
});

test.each([
  ["a column", "name      String\n", "name      String?\n"],
  ["an index", "@@index([phoneKey])", ""],
  ["a type", "size      Int\n", "size      BigInt\n"],
  ["a default", '@default("unknown")', '@default("low")'],
])("the comparison sees a change of %s", async (_, from, to) => {
  const schema = readFileSync(schemaFile, "utf8");
  expect(schema).toContain(from);
  expect(await tablesOfDatabase()).not.toEqual(tablesOfSchema(schema.replace(from, to)));
});

const scalarTypes: Record<string, string> = {
  Int: "integer",
  BigInt: "bigint",
  String: "text",
  Boolean: "boolean",
  Json: "jsonb",
  Bytes: "bytea",
  "DateTime @db.Timestamptz(3)": "timestamp(3) with time zone",
  "DateTime @db.Date": "date",
};

function tablesOfSchema(schema: string): Tables {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
    const lines = body.split("\n").map((line) => line.replace(/\/\/.*$/, "").trim());
    // Prisma has no words for an index of part of a table, or of an expression: a comment says it as PostgreSQL does.
    const indexesInSql = [...body.matchAll(/^\s*\/\/ sql index: (.*)$/gm)].map(([, index = ""]) => index);
    return { name, table, fields: lines.flatMap(fieldOf), lines, indexesInSql };
  });
  const byName = new Map(models.map((model) => [model.name, model]));
  return Object.fromEntries(
    models.map(({ table, fields, lines, indexesInSql }) => {
      const columnOf = (field: string): string => fields.find((each) => each.name === field)?.column ?? field;
      const columnsOf = (list: string): string =>
        list
          .split(",")
          .map((each) => columnOf(each.trim()))
          .join(", ");
      const described: Table = { columns: [], indexes: [], foreignKeys: [] };
      for (const { column, type, rest } of fields) {
        const relation = /@relation\(.*fields: \[(.*?)\], references: \[(.*?)\]/.exec(rest);
        const target = byName.get(type.replace(/[?[\]]/g, ""));
        if (relation && target) {
          described.foreignKeys.push(`${columnsOf(relation[1] ?? "")} -> ${target.table}(${relation[2]})`);
        }
        if (target) continue;
        described.columns.push(columnDescription(column, type, rest, table));
        if (/@(id|unique)\b/.test(rest)) described.indexes.push(`unique (${column})`);
      }
      for (const line of lines) {
        const index = /^@@(index|unique|id)\(\[(.*?)\]/.exec(line);
        if (index)
          described.indexes.push(`${index[1] === "index" ? "" : "unique "}(${columnsOf(index[2] ?? "")})`);
      }
      described.indexes.push(...indexesInSql);
      return [table, sorted(described)];
    }),
  );
}

function fieldOf(line: string): { name: string; column: string; type: string; rest: string }[] {
  const match = /^(\w+)\s+(\w+(?:\?|\[\])?)\s*(.*)$/.exec(line);
  if (!match) return [];
  const [, name = "", type = "", rest = ""] = match;
  return [{ name, column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name, type, rest }];
}

function columnDescription(column: string, type: string, rest: string, table: string): string {
  const native = /@db\.\w+(\(\d+\))?/.exec(rest)?.[0];
  const scalar = `${type.replace(/[?[\]]/g, "")}${native ? ` ${native}` : ""}`;
  const sqlType = `${scalarTypes[scalar] ?? `unknown ${scalar}`}${type.endsWith("[]") ? "[]" : ""}`;
  // A list without a value is null in the database; Prisma reads it as empty.
  const nullable = /[?\]]$/.test(type) ? " null" : "";
  const given = /@default\(("?)(.*?)\1\)(?:\s|$)/.exec(rest);
  if (!given) return `${column} ${sqlType}${nullable}`;
  const [, quote, value] = given;
  const known: Record<string, string> = {
    "autoincrement()": `nextval('${table}_${column}_seq'::regclass)`,
    "now()": "CURRENT_TIMESTAMP",
  };
  const sqlDefault = quote ? `'${value}'::text` : (known[value ?? ""] ?? value);
  return `${column} ${sqlType}${nullable} = ${sqlDefault}`;
}

async function tablesOfDatabase(): Promise<Tables> {
  const { rows } = await database.pool.query<{ name: string } & Table>(`
    select c.relname as name,
      array(select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then '' else ' null' end
          || coalesce(' = ' || pg_get_expr(d.adbin, d.adrelid), '')
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      array(select case when i.indisunique then 'unique ' else '' end || '(' ||
          (select string_agg(replace(pg_get_indexdef(i.indexrelid, k::int, true), '"', ''), ', ' order by k) from generate_series(1, i.indnkeyatts) k)
          || ')' || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), '')
        from pg_index i where i.indrelid = c.oid) as indexes,
      array(select (select string_agg(a.attname, ', ') from pg_attribute a where a.attrelid = f.conrelid and a.attnum = any(f.conkey))
          || ' -> ' || f.confrelid::regclass || '('
          || (select string_agg(a.attname, ', ') from pg_attribute a where a.attrelid = f.confrelid and a.attnum = any(f.confkey)) || ')'
        from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as "foreignKeys"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'`);
  return Object.fromEntries(rows.map(({ name, ...table }) => [name, sorted(table)]));
}

function sorted(table: Table): Table {
  return {
    columns: [...table.columns].sort(),
    indexes: [...table.indexes].sort(),
    foreignKeys: [...table.foreignKeys].sort(),
  };
}
