import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { parseSync } from "@swc/core";
import { z } from "zod";

export const repository = resolve(__dirname, "..", "..");

/** A file of ours, parsed. Paths are relative to the repository, with slashes. */
export interface SourceFile {
  path: string;
  text: string;
  nodes: readonly SyntaxNode[];
}
export type SyntaxNode = Readonly<Record<string, unknown>> & { readonly type: string };

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** Every TypeScript file under `folders`, but for what is generated. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(repository, folder), { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !path.startsWith("src/db/generated/"))
    .map((path) => readSource(path, readFileSync(join(repository, path), "utf8")));
}

export function readSource(path: string, text: string): SourceFile {
  return {
    path,
    text,
    nodes: [...nodesOf(parseSync(text, { syntax: "typescript", tsx: path.endsWith(".tsx") }))],
  };
}

function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) for (const each of value) yield* nodesOf(each);
  else if (typeof value === "object" && value !== null) {
    if (isNode(value)) yield value;
    for (const each of Object.values(value)) yield* nodesOf(each);
  }
}

/** The node under `key`, in its parentheses or out of them. */
export function child(node: SyntaxNode, key: string): SyntaxNode | undefined {
  const value = node[key];
  if (!isNode(value)) return undefined;
  return value.type === "ParenthesisExpression" ? child(value, "expression") : value;
}

/** `name` of `name` or of `"name"`, as in `object.name` and `object["name"]`. */
export function nameIn(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === "Computed") return nameIn(child(node, "expression"));
  return typeof node?.value === "string" ? node.value : undefined;
}

export interface Import {
  module: string;
  /** Nothing of it is there when the program runs. */
  typeOnly: boolean;
}

export function importsOf({ nodes }: SourceFile): Import[] {
  return nodes.flatMap((node) => {
    const source = child(node, "source");
    if (/^(Import|Export(Named|All))Declaration$/.test(node.type) && typeof source?.value === "string")
      return [{ module: source.value, typeOnly: node.typeOnly === true || onlyTypes(node.specifiers) }];
    if (node.type !== "CallExpression") return [];
    const callee = child(node, "callee");
    const [argument] =
      z.array(z.object({ expression: z.object({ value: z.string() }) })).safeParse(node.arguments).data ?? [];
    const loads = callee?.type === "Import" || (callee?.type === "Identifier" && callee.value === "require");
    return loads && argument ? [{ module: argument.expression.value, typeOnly: false }] : [];
  });
}

function onlyTypes(specifiers: unknown): boolean {
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every((each: unknown) => isNode(each) && each.isTypeOnly === true)
  );
}

const report = z.object({
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ module: z.string(), resolved: z.string() })),
    }),
  ),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});
export type ImportReport = z.output<typeof report>;

/** What dependency-cruiser says of src and sandbox under `root`, by the repository's rules. */
export async function cruise(root: string): Promise<ImportReport> {
  const program = join(repository, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const rules = join(repository, ".dependency-cruiser.cjs");
  const run = promisify(execFile)(
    process.execPath,
    [program, "src", "sandbox", "--config", rules, "--output-type", "json", "--no-cache"],
    { cwd: root, maxBuffer: 256 * 1024 * 1024 },
  );
  // Its exit code counts the violations; what it printed is there either way.
  const { stdout } = await run.catch((error: unknown) => z.object({ stdout: z.string() }).parse(error));
  return report.parse(JSON.parse(stdout));
}
