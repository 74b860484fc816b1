import { z } from "zod";
import { type Locale, locales } from "./policy/locales";

/** The settings of an installation, as the environment gives them. */
export interface Config {
  /** Null: no credentials are set, and the sandbox stands in for Slack. */
  slack: SlackConfig | null;
  /** 0: any free port. */
  port: number;
  host: string;
  logLevel: LogLevel;
  /** E-mails, lower case, of those who are administrators from the start. */
  admins: readonly string[];
  peopleFile: string | null;
  policyFile: string | null;
  dataDir: string;
  defaultLocale: Locale;
  /** An IANA zone; the company's days and deadlines are reckoned in it. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** Null: the embedded database in `dataDir`. */
  databaseUrl: string | null;
}

interface SlackBase {
  botToken: string;
  /** The Web API's base; ends with a slash. */
  apiUrl: string;
}
export type SlackConfig =
  | (SlackBase & { mode: "http"; signingSecret: string })
  | (SlackBase & { mode: "socket"; appToken: string });

/** Wrong settings: one sentence each, fit to be printed as they are. They never hold a secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join("\n"));
  }
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

const emails = z.array(z.email());

/** Each schema's message says what the setting must be; `sentence` puts the rest around it. */
const settings = {
  SLACK_BOT_TOKEN: z
    .string()
    .refine(
      (token) => !/^(xapp-|xox[^b])/.test(token),
      "the bot user's token, which begins with xoxb- (OAuth & Permissions)",
    )
    .refine(isOneWord, "one word without spaces")
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .refine(
      (secret) => !/^xox|^xapp-/.test(secret),
      "the app's signing secret (Basic Information), not a token",
    )
    .refine(isOneWord, "one word without spaces")
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .refine((token) => token.startsWith("xapp-"), "an app-level token, which begins with xapp-")
    .refine(isOneWord, "one word without spaces")
    .optional(),
  SLACK_API_URL: z
    .string()
    .refine(isWebAddress, "a web address that begins with http:// or https://")
    .transform((url) => (url.endsWith("/") ? url : `${url}/`))
    .optional(),
  PORT: z
    .string()
    .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, "a number from 0 to 65535")
    .transform(Number)
    .default(3000),
  HOST: z.string().refine(isHost, "an address or a host name, without a port").optional(),
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(", ")}`).default("info"),
  DRUMBEAT_ADMINS: z
    .string()
    .transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter((email) => email !== ""),
    )
    .refine((list) => emails.safeParse(list).success, "e-mail addresses, separated by commas")
    .default([]),
  PEOPLE_FILE: z.string().optional(),
  POLICY_FILE: z.string().optional(),
  DATA_DIR: z.string().default("./data"),
  DEFAULT_LOCALE: z.enum(locales, `one of ${locales.join(", ")}`).default("en"),
  TIME_ZONE: z.string().refine(isTimeZone, "a time zone such as Asia/Shanghai").default("Asia/Shanghai"),
  CURRENCY: z.string().refine(isCurrency, "a currency's three capital letters, such as CNY").default("CNY"),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, "a PostgreSQL address, such as postgres://user:password@host:5432/database")
    .refine(usesPublicSchema, "an address without the option schema: Drumbeat's tables are in public")
    .optional(),
};
const schema = z.object(settings);
type Settings = z.output<typeof schema>;

/** Shown as what they are, never as they read. */
const secret: ReadonlySet<string> = new Set([
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_APP_TOKEN",
  "DATABASE_URL",
]);

/**
 * Reads the settings from `environment`. An empty one counts as not set. Throws `ConfigError` that names every setting
 * that is wrong, missing, misspelt, or at odds with another.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(settings).map((name) => [name, environment[name]?.trim() || undefined]),
  );
  const read = schema.safeParse(given);
  const wrong = read.success ? [] : read.error.issues.map((issue) => sentence(issue, given));
  const sentences = [...misspelt(environment), ...wrong, ...conflicts(given)];
  if (!read.success || sentences.length > 0) throw new ConfigError(sentences);
  return configOf(read.data);
}

function configOf(values: Settings): Config {
  const slack = slackOf(values);
  return {
    slack,
    port: values.PORT,
    host: values.HOST ?? (slack ? "0.0.0.0" : "127.0.0.1"),
    logLevel: values.LOG_LEVEL,
    admins: values.DRUMBEAT_ADMINS,
    peopleFile: values.PEOPLE_FILE ?? null,
    policyFile: values.POLICY_FILE ?? null,
    dataDir: values.DATA_DIR,
    defaultLocale: values.DEFAULT_LOCALE,
    timeZone: values.TIME_ZONE,
    currency: values.CURRENCY,
    databaseUrl: values.DATABASE_URL ?? null,
  };
}

/** With both secrets set it is Socket Mode: an app-level token is made for nothing else. */
function slackOf(values: Settings): SlackConfig | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = values;
  const apiUrl = values.SLACK_API_URL ?? "https://slack.com/api/";
  if (botToken && appToken) return { mode: "socket", botToken, appToken, apiUrl };
  if (botToken && signingSecret) return { mode: "http", botToken, signingSecret, apiUrl };
  return null;
}

/** What can be seen only from several settings together. */
function conflicts(given: Readonly<Record<string, string | undefined>>): string[] {
  const found: string[] = [];
  const other = given.SLACK_SIGNING_SECRET
    ? "SLACK_SIGNING_SECRET"
    : given.SLACK_APP_TOKEN && "SLACK_APP_TOKEN";
  if (given.SLACK_BOT_TOKEN && !other) {
    found.push(
      "SLACK_BOT_TOKEN is set without SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode); set one of them too.",
    );
  }
  if (!given.SLACK_BOT_TOKEN && other) {
    found.push(`${other} is set without SLACK_BOT_TOKEN; set the bot user's token too.`);
  }
  if (!given.SLACK_BOT_TOKEN && !other && given.SLACK_API_URL) {
    found.push("SLACK_API_URL is set without SLACK_BOT_TOKEN; without credentials nothing is sent there.");
  }
  if (!given.SLACK_BOT_TOKEN && !other && given.HOST && isHost(given.HOST) && !isLoopback(given.HOST)) {
    found.push(
      `HOST is ${given.HOST}, but without Slack credentials Drumbeat runs its sandbox, which is reached from this machine only; unset HOST, or set the credentials.`,
    );
  }
  return found;
}

/** A misspelt credential would start the sandbox in the place of the bot, so our prefixes take only names we know. */
function misspelt(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.keys(settings);
  return Object.keys(environment)
    .filter((name) => /^(SLACK|DRUMBEAT)_/i.test(name) && !known.includes(name) && environment[name]?.trim())
    .map((name) => {
      const [nearest] = known
        .map((each) => ({ name: each, edits: distance(each, name.toUpperCase()) }))
        .sort((a, b) => a.edits - b.edits);
      const meant = nearest && nearest.edits <= 5 ? `; did you mean ${nearest.name}?` : "; unset it.";
      return `${name} is not a setting of Drumbeat${meant}`;
    });
}

function sentence(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const value = given[name] ?? "";
  const shown = secret.has(name)
    ? `set to something else (${value.length} characters)`
    : JSON.stringify(value.slice(0, 80));
  return `${name} is ${shown}; it must be ${issue.message}.`;
}

function isOneWord(value: string): boolean {
  return !/\s/.test(value);
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function isHost(value: string): boolean {
  return /^[a-z0-9.-]+$/i.test(value) || /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(value);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function isCurrency(value: string): boolean {
  return Intl.supportedValuesOf("currency").includes(value);
}

function isDatabaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

function usesPublicSchema(value: string): boolean {
  return !URL.canParse(value) || (new URL(value).searchParams.get("schema") ?? "public") === "public";
}

/** How many letters must be added, dropped or changed to make one from the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
