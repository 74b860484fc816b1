import { z } from "zod";
import { type Locale, locales } from "./policy/locales";
import { conflicts } from "./setting-conflicts";
import {
  distance,
  isCurrency,
  isDatabaseUrl,
  isGuid,
  isHost,
  isOneWord,
  isTimeZone,
  isWebAddress,
  usesPublicSchema,
} from "./setting-values";

/** The settings of an installation, as the environment gives them. */
export interface Config {
  /** Both null: no credentials are set, and the sandbox stands in for Slack and Teams. */
  slack: SlackConfig | null;
  teams: TeamsConfig | null;
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
  /** Null: embedded in `dataDir`. */
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

export type TeamsConfig =
  | {
      kind: "registered";
      appId: string;
      /** Empty for a managed identity, which has none. */
      password: string;
      appType: TeamsAppType;
      tenantId: string;
    }
  /** Nobody is asked who they are: for local tools, on loopback only. */
  | { kind: "anonymous" };

const teamsAppTypes = ["SingleTenant", "MultiTenant", "UserAssignedMSI"] as const;
type TeamsAppType = (typeof teamsAppTypes)[number];

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

/** Entra writes ids in small letters, and so do the tokens that they are compared with; people copy them either way. */
const lowered = (id: string): string => id.toLowerCase();

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
    .regex(/^xapp-\S+$/, "an app-level token: one word, which begins with xapp-")
    .optional(),
  SLACK_API_URL: z
    .string()
    .refine(isWebAddress, "a web address that begins with http:// or https://")
    .transform((url) => (url.endsWith("/") ? url : `${url}/`))
    .optional(),
  MICROSOFT_APP_ID: z
    .string()
    .refine(isGuid, "the app's id, a GUID such as Entra shows it")
    .transform(lowered)
    .optional(),
  MICROSOFT_APP_PASSWORD: z.string().refine(isOneWord, "one word without spaces").optional(),
  MICROSOFT_APP_TYPE: z.enum(teamsAppTypes, `one of ${teamsAppTypes.join(", ")}`).default("SingleTenant"),
  MICROSOFT_APP_TENANT_ID: z
    .string()
    .refine(isGuid, "the company's tenant id, a GUID")
    .transform(lowered)
    .optional(),
  TEAMS_ALLOW_ANONYMOUS: z.enum(["0", "1"], "0 or 1").default("0"),
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
  "MICROSOFT_APP_PASSWORD",
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
  const teams = teamsOf(values);
  const openToOthers = slack !== null || teams?.kind === "registered";
  return {
    slack,
    teams,
    port: values.PORT,
    host: values.HOST ?? (openToOthers && teams?.kind !== "anonymous" ? "0.0.0.0" : "127.0.0.1"),
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

/** Anonymous only when it is asked for by name: a missing id alone must never open the door. */
function teamsOf(values: Settings): TeamsConfig | null {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: tenantId } = values;
  if (appId && tenantId) {
    const { MICROSOFT_APP_PASSWORD: password = "", MICROSOFT_APP_TYPE: appType } = values;
    return { kind: "registered", appId, password, appType, tenantId };
  }
  return values.TEAMS_ALLOW_ANONYMOUS === "1" ? { kind: "anonymous" } : null;
}

/** A misspelt credential would start the sandbox in the place of the bot, so our prefixes take only names we know. */
function misspelt(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.keys(settings);
  return Object.keys(environment)
    .filter(
      (name) =>
        /^(SLACK_|DRUMBEAT_|MICROSOFT_?APP|TEAMS_)/i.test(name) &&
        !known.includes(name) &&
        environment[name]?.trim(),
    )
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
