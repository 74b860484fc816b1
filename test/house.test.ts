import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  child,
  nameIn,
  readSource,
  repository,
  type SourceFile,
  type SyntaxNode,
  sourceFiles,
} from "./support/source-files";

/** What CONTRIBUTING asks of every file and no other tool looks at. */

const everywhere = sourceFiles("src", "sandbox", "test", "bench", "scripts");
const shipped = everywhere.filter(({ path }) => /^(src|sandbox)\//.test(path));

/** main.ts hands the environment to config.ts; the processes of PostgreSQL are given its PATH. */
const readsEnvironment = ["src/main.ts", "src/db/embedded/keeper.ts", "src/db/embedded/cluster.ts"];

const isAny = (node: SyntaxNode) => node.type === "TsKeywordType" && node.kind === "any";

function isDoubleCast(node: SyntaxNode): boolean {
  const inner = node.type === "TsAsExpression" ? child(node, "expression") : undefined;
  return inner?.type === "TsAsExpression" && child(inner, "typeAnnotation")?.kind === "unknown";
}

function isEnvironment(node: SyntaxNode): boolean {
  if (node.type !== "MemberExpression" || nameIn(child(node, "property")) !== "env") return false;
  const object = child(node, "object");
  return (
    nameIn(object) === "process" ||
    (object?.type === "MemberExpression" && nameIn(child(object, "property")) === "process")
  );
}

const kindsOfTest = ["it", "test", "describe"];
function isSetAside(node: SyntaxNode): boolean {
  if (node.type === "CallExpression")
    return /^[xf](it|test|describe)$/.test(nameIn(child(node, "callee")) ?? "");
  if (node.type !== "MemberExpression") return false;
  const object = child(node, "object");
  const base = object?.type === "MemberExpression" ? child(object, "object") : object;
  return (
    ["only", "skip", "todo", "failing"].includes(nameIn(child(node, "property")) ?? "") &&
    kindsOfTest.includes(nameIn(base) ?? "")
  );
}

const have = (files: readonly SourceFile[], wrong: (node: SyntaxNode) => boolean) =>
  files.filter(({ nodes }) => nodes.some(wrong)).map(({ path }) => path);

const isQuietened = ({ text }: SourceFile) => /(\/\/|\/\*)\s*@ts-/.test(text);
const isCatchAll = ({ path }: SourceFile) =>
  /(^|[-_.])(utils?|helpers?|common|managers?|misc)([-_.]|$)/.test(basename(path).replace(/\.tsx?$/, ""));

test("no file is longer than 300 lines", () => {
  expect(
    shipped.filter(({ text }) => text.trimEnd().split("\n").length > 300).map(({ path }) => path),
  ).toEqual([]);
});

test("nothing is any", () => {
  expect(have(everywhere, isAny)).toEqual([]);
});

test("no cast goes by way of unknown", () => {
  expect(have(everywhere, isDoubleCast)).toEqual([]);
});

test("the compiler is told to look away nowhere", () => {
  expect(everywhere.filter(isQuietened).map(({ path }) => path)).toEqual([]);
});

test("no test is set aside or run alone", () => {
  expect(have(everywhere, isSetAside)).toEqual([]);
});

test("no file is called after nothing", () => {
  expect(everywhere.filter(isCatchAll).map(({ path }) => path)).toEqual([]);
});

test("only the settings read the environment", () => {
  const files = shipped.filter(({ path }) => path.startsWith("src/") && !readsEnvironment.includes(path));
  expect(have(files, isEnvironment)).toEqual([]);
});

test("the tests that docs/coverage.md names are there", () => {
  const rows = readFileSync(join(repository, "docs", "coverage.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const paths = rows.flatMap((row) => [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path = ""]) => path));
  const names = rows.flatMap((row) => [...row.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name));
  const tests = everywhere.filter(({ path }) => path.startsWith("test/")).map(({ text }) => text);
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  // A long name is shortened by " ..." at its end.
  const begins = (name: string) => name.replace(/[,:]? \.\.\.$/, "");
  expect(names.filter((name) => !tests.some((text) => text.includes(begins(name))))).toEqual([]);
});

describe("each of these is seen where it is", () => {
  const written = (text: string) => readSource("planted.ts", text);

  it.each([
    ["let a: any;", isAny],
    ["type A = Record<string, any>;", isAny],
    ["const a = b as unknown as string;", isDoubleCast],
    ["const a = (b as unknown) as string;", isDoubleCast],
    ["const a = process.env.HOME;", isEnvironment],
    ['const { A } = process["env"];', isEnvironment],
    ["const a = globalThis.process.env;", isEnvironment],
    ["it.only('a', () => 1);", isSetAside],
    ["describe.skip('a', () => 1);", isSetAside],
    ["test.skip.each([1])('a', () => 1);", isSetAside],
    ["it.each.only('a');", isSetAside],
    ["xit('a', () => 1);", isSetAside],
  ])("%s", (text, wrong) => {
    expect(written(text).nodes.some(wrong)).toBe(true);
  });

  it("a comment, a catch-all name", () => {
    expect(isQuietened(written(["//", " @ts-", "ignore"].join("")))).toBe(true);
    expect(
      ["utils.ts", "date-helpers.ts", "job-manager.ts"].map((path) => isCatchAll(readSource(path, ""))),
    ).toEqual([true, true, true]);
  });

  it("and what only looks like it is not", () => {
    const innocent = written(
      `const any = "process.env"; form.skip("it"); const commonName = any as string; // it.only`,
    );
    expect(
      innocent.nodes.filter((node) =>
        [isAny, isDoubleCast, isEnvironment, isSetAside].some((wrong) => wrong(node)),
      ),
    ).toEqual([]);
    expect(isCatchAll(readSource("uncommon-words.ts", ""))).toBe(false);
  });
});
