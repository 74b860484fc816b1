import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  cruise,
  type ImportReport,
  importsOf,
  repository,
  type SourceFile,
  sourceFiles,
} from "./support/source-files";

/** The folders' import rules stand in .dependency-cruiser.cjs, as the table of the design has them. */

let report: ImportReport;
beforeAll(async () => {
  report = await cruise(repository);
});

test("no file imports what its folder may not", () => {
  const { summary } = report;
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
});

describe("cycles", () => {
  let runTime: Map<string, string[]>;
  let types: Map<string, string[]>;
  beforeAll(() => {
    const files = sourceFiles("src", "sandbox");
    runTime = graph(report, files, false);
    types = graph(report, files, true);
  });

  it("are not there when the program runs", () => {
    expect(tangles(runTime)).toEqual([]);
  });

  // Types that name each other across files say that the two are one, or that a third is missing.
  it("of types are none", () => {
    expect(tangles(types)).toEqual([]);
  });

  it("are found where there are some", () => {
    const imports = { a: ["b", "d"], b: ["c"], c: ["a"], d: ["d2"], d2: [] };
    expect(tangles(new Map(Object.entries(imports)))).toEqual(["a, b, c"]);
  });
});

test("the sandbox's page imports React, Microsoft's card renderer, its own files, and what it shares with the server", () => {
  const strangers = sourceFiles("sandbox/page").flatMap((file) =>
    importsOf(file)
      .filter(({ module }) => !/^(react(-dom)?(\/|$)|adaptivecards$)/.test(module))
      .filter(
        ({ module }) => !module.startsWith(".") || !join(dirname(file.path), module).startsWith("sandbox/"),
      )
      .map(({ module }) => `${file.path} -> ${module}`),
  );
  expect(strangers).toEqual([]);
});

describe("each rule", () => {
  const root = mkdtempSync(join(tmpdir(), "drumbeat-boundaries-"));
  afterAll(() => rmSync(root, { recursive: true }));

  /** What a newcomer might write, and the rule that must refuse it. */
  const wrong = [
    ["src/domain/a.ts", "../ui/card", "domain"],
    ["src/domain/b.ts", "../handlers/list", "domain"],
    ["src/domain/c.ts", "@slack/bolt", "domain"],
    ["src/domain/d.ts", "../jobs/work", "domain"],
    ["src/domain/e.ts", "../db/open-database", "domain"],
    ["src/domain/f.ts", "node:http", "domain"],
    ["src/ui/a.ts", "../domain/errors", "ui"],
    ["src/ui/b.ts", "luxon", "ui"],
    ["src/handlers/a.ts", "../platforms/port", "handlers"],
    ["src/handlers/b.ts", "../jobs/work", "handlers"],
    ["src/handlers/c.ts", "@slack/web-api", "handlers"],
    ["src/handlers/d.ts", "pg", "handlers"],
    ["src/platforms/slack/a.ts", "../../db/generated/client", "slack"],
    ["src/platforms/slack/b.ts", "../teams/bind", "slack"],
    ["src/platforms/slack/c.ts", "../../domain/money", "slack"],
    ["src/platforms/slack/d.ts", "../../handlers/list", "slack"],
    ["src/platforms/slack/e.ts", "botbuilder", "slack"],
    ["src/platforms/teams/a.ts", "../../db/generated/client", "teams"],
    ["src/platforms/teams/b.ts", "../slack/bind", "teams"],
    ["src/platforms/teams/c.ts", "../../domain/money", "teams"],
    ["src/platforms/teams/d.ts", "@slack/bolt", "teams"],
    ["src/platforms/teams/e.ts", "../../jobs/work", "teams"],
    ["src/connect-platforms.ts", "botbuilder", "bot-framework-stays-in-teams"],
    ["src/web/b.ts", "@microsoft/teams-ai", "bot-framework-stays-in-teams"],
    ["sandbox/b.ts", "botframework-connector", "bot-framework-stays-in-teams"],
    ["src/platforms/port.ts", "../domain/errors", "port"],
    ["src/platforms/shorten.ts", "./port", "shorten"],
    ["src/jobs/a.ts", "@slack/bolt", "jobs"],
    ["src/jobs/b.ts", "../handlers/list", "jobs"],
    ["src/jobs/c.ts", "../platforms/slack/bind", "jobs"],
    ["src/i18n/a.ts", "../domain/errors", "i18n"],
    ["src/policy/a.ts", "../domain/money", "policy"],
    ["src/db/a.ts", "../domain/errors", "db"],
    ["src/web/a.ts", "../platforms/port", "web"],
    ["src/config.ts", "./domain/errors", "config"],
    ["src/ui/c.ts", "../main", "main-is-the-top"],
    ["src/domain/g.ts", "../../sandbox/server", "no-double-in-the-bot"],
    ["src/domain/h.ts", "../../test/support/company", "nothing-of-the-tests"],
    ["sandbox/a.ts", "../src/domain/errors", "sandbox-stands-alone"],
    ["src/domain/i.ts", "./not-there", "resolvable"],
  ] as const;
  const right = [
    ["src/domain/money.ts", "zod"],
    ["src/domain/people/verb.ts", "../../db/generated/client"],
    ["src/handlers/list.ts", "../domain/money"],
    ["src/platforms/slack/bind.ts", "../port"],
    ["src/platforms/slack/render.ts", "../shorten"],
    ["src/platforms/teams/render.ts", "../shorten"],
    ["src/platforms/teams/connect.ts", "botbuilder"],
    ["src/platforms/teams/adapter.ts", "@microsoft/teams-ai"],
    ["src/platforms/teams/connector.ts", "botframework-connector"],
    ["src/jobs/work.ts", "graphile-worker"],
    ["src/main.ts", "../sandbox/server"],
  ] as const;
  const others = [
    "src/ui/card.ts",
    "src/domain/errors.ts",
    "src/db/open-database.ts",
    "src/db/generated/client.ts",
    "src/platforms/teams/bind.ts",
    "sandbox/server.ts",
    "test/support/company.ts",
  ];
  const packages = [
    "zod",
    "luxon",
    "pg",
    "graphile-worker",
    "botbuilder",
    "botframework-connector",
    "@microsoft/teams-ai",
    "@slack/bolt",
    "@slack/web-api",
  ];

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  let found: ImportReport["summary"]["violations"];
  beforeAll(async () => {
    for (const path of others) write(path, "export const there = 1;\n");
    for (const name of packages) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
      write(`node_modules/${name}/index.js`, "exports.there = 1;\n");
    }
    for (const [path, module] of [...right, ...wrong])
      write(path, `import { there } from "${module}";\nexport const here = there;\n`);
    ({
      summary: { violations: found },
    } = await cruise(root));
  });

  it.each(wrong)("%s -> %s is against the rule %s", (path, _module, rule) => {
    expect(found.filter(({ from }) => from === path).map((each) => each.rule.name)).toContain(rule);
  });

  it("allows what is right", () => {
    const paths: readonly string[] = right.map(([path]) => path);
    expect(found.filter(({ from }) => paths.includes(from))).toEqual([]);
  });
});

/** Which of `files` imports which; with `types`, imports of types alone count too. */
function graph(
  { modules }: ImportReport,
  files: readonly SourceFile[],
  types: boolean,
): Map<string, string[]> {
  const parsed = new Map(files.map((file) => [file.path, file]));
  return new Map(
    modules.flatMap(({ source, dependencies }) => {
      const file = parsed.get(source);
      if (!file) return [];
      const counted = new Set(
        importsOf(file)
          .filter(({ typeOnly }) => types || !typeOnly)
          .map(({ module }) => module),
      );
      return [
        [
          source,
          dependencies.filter(({ module }) => counted.has(module)).map(({ resolved }) => resolved),
        ] as const,
      ];
    }),
  );
}

/** The groups of more than one file that reach each other (Tarjan's strongly connected components). */
function tangles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    stack.push(file);
    let low = own;
    for (const next of imports.get(file) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, lowest.get(next) ?? order.get(next) ?? low);
    }
    lowest.set(file, low);
    if (low === own) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1) found.push(group.sort().join(", "));
    }
    return low;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found.sort();
}
