import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox";
import { readPeopleFile } from "./domain/people/read-people-file";
import type { DrumbeatFeature } from "./handlers/context";
import { localeFrom, textsFor } from "./i18n/choose-texts";
import { readerFor } from "./i18n/reader";
import type { Locale } from "./i18n/texts";
import { loadPolicy } from "./policy/load-policy";

/** The demo company's people, whether this runs from src or from dist/src. */
export function demoPeopleFile(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, "prisma", "demo", "people.csv");
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) throw new Error(`no prisma/demo/people.csv above ${__dirname}`);
  }
}

/** Slack's names for the languages we speak. */
const slackLocales = { en: "en-US", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" } as const satisfies Record<
  Locale,
  string
>;

/** The demo company as a workspace: its people with their languages, its channels, and the commands of `features`. */
export function demoWorkspace(features: readonly DrumbeatFeature[], defaultLocale: Locale): SandboxOptions {
  const { rows } = readPeopleFile(readFileSync(demoPeopleFile(), "utf8"), loadPolicy(null));
  return {
    teamName: "Yunfan Software",
    members: rows.map(({ email, name, roles, locale, timeZone }) => {
      const language = localeFrom(locale ?? null) ?? defaultLocale;
      const words = textsFor(language).drumbeat.roles;
      return {
        email,
        name: name ?? email,
        title: readerFor(language, "UTC").list((roles ?? []).map((role) => words[role])),
        locale: slackLocales[language],
        ...(timeZone ? { timeZone } : {}),
      };
    }),
    channels: ["general", "sales", "projects", "expenses", "complaints"].map((name) => ({ name })),
    commands: features.flatMap(({ commands }) =>
      (commands ?? []).map(({ name, summary, usageHint }) => ({
        name: `/${name}`,
        description: summary.manifest,
        usageHint,
      })),
    ),
    teams: {
      teamName: "Yunfan Software",
      commands: features.flatMap(({ commands }) =>
        (commands ?? []).map(({ name, summary }) => ({ title: `/${name}`, description: summary.manifest })),
      ),
      searches: features.flatMap(({ recordSearches }) =>
        (recordSearches ?? []).map(({ source, title, description }) => ({ id: source, title, description })),
      ),
      messageActions: features.flatMap(({ messageShortcuts }) =>
        (messageShortcuts ?? []).map(({ name, title }) => ({ id: name, title })),
      ),
    },
    messageShortcuts: features.flatMap(({ messageShortcuts }) =>
      (messageShortcuts ?? []).map(({ name, title }) => ({ callbackId: name, name: title })),
    ),
  };
}

export function startDemoWorkspace(options: {
  host: string;
  port: number;
  features: readonly DrumbeatFeature[];
  pageDirectory: string;
  defaultLocale: Locale;
}): Promise<Sandbox> {
  const { host, port, pageDirectory } = options;
  return startSandbox({
    ...demoWorkspace(options.features, options.defaultLocale),
    host,
    port,
    ...(existsSync(pageDirectory) ? { servePageFrom: pageDirectory } : {}),
  });
}
