import { ConfigError, readConfig } from "../src/config";

const bot = "xoxb-1-hush";
const secretText = "8f742231b10e8888abcd99yyyzzz85a5";
const http = { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secretText };

function sentencesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences;
    throw error;
  }
  return [];
}

describe("readConfig", () => {
  test("has a default for everything: the sandbox, on loopback, on the embedded database", () => {
    expect(readConfig({})).toEqual({
      slack: null,
      port: 3000,
      host: "127.0.0.1",
      logLevel: "info",
      admins: [],
      peopleFile: null,
      policyFile: null,
      dataDir: "./data",
      defaultLocale: "en",
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      databaseUrl: null,
    });
  });

  test("takes an empty setting for one that is not set", () => {
    const names = ["PORT", "HOST", "SLACK_BOT_TOKEN", "DATABASE_URL", "DRUMBEAT_ADMINS", "SLACK_TYPO"];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, " "])))).toEqual(readConfig({}));
  });

  test("reads every setting", () => {
    expect(
      readConfig({
        ...http,
        SLACK_API_URL: "http://127.0.0.1:4000/api",
        PORT: "0",
        HOST: "::",
        LOG_LEVEL: "debug",
        DRUMBEAT_ADMINS: "Wu@example.com, li@example.com;",
        PEOPLE_FILE: "people.csv",
        POLICY_FILE: "policy.yaml",
        DATA_DIR: "/srv/drumbeat",
        DEFAULT_LOCALE: "zh-Hant",
        TIME_ZONE: "Asia/Taipei",
        CURRENCY: "TWD",
        DATABASE_URL: "postgresql://bot:pw@db/crm?sslmode=require",
        HOME: "/elsewhere",
      }),
    ).toEqual({
      slack: { mode: "http", botToken: bot, signingSecret: secretText, apiUrl: "http://127.0.0.1:4000/api/" },
      port: 0,
      host: "::",
      logLevel: "debug",
      admins: ["wu@example.com", "li@example.com"],
      peopleFile: "people.csv",
      policyFile: "policy.yaml",
      dataDir: "/srv/drumbeat",
      defaultLocale: "zh-Hant",
      timeZone: "Asia/Taipei",
      currency: "TWD",
      databaseUrl: "postgresql://bot:pw@db/crm?sslmode=require",
    });
  });

  test("listens everywhere over HTTP, and uses Socket Mode whenever an app-level token is set", () => {
    expect(readConfig(http)).toMatchObject({
      host: "0.0.0.0",
      slack: { mode: "http", apiUrl: "https://slack.com/api/" },
    });
    const socket = { mode: "socket", botToken: bot, appToken: "xapp-1", apiUrl: "https://slack.com/api/" };
    expect(readConfig({ ...http, SLACK_APP_TOKEN: "xapp-1" }).slack).toEqual(socket);
    expect(readConfig({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: "xapp-1" }).slack).toEqual(socket);
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ PORT: "http" }, /^PORT is "http"; it must be a number from 0 to 65535\.$/],
    [{ PORT: "65536" }, /^PORT is "65536"/],
    [{ PORT: "-1" }, /^PORT is "-1"/],
    [{ PORT: "3000.5" }, /^PORT is/],
    [{ HOST: "http://localhost" }, /^HOST is "http/],
    [{ HOST: "localhost:3000" }, /^HOST is "localhost:3000"/],
    [{ HOST: "0.0.0.0" }, /^HOST is 0\.0\.0\.0, but without Slack credentials/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL is "loud"; it must be one of trace, debug/],
    [{ DRUMBEAT_ADMINS: "wu@example.com,li" }, /^DRUMBEAT_ADMINS is .* e-mail addresses/],
    [{ DEFAULT_LOCALE: "fr" }, /^DEFAULT_LOCALE is "fr"; it must be one of en, zh-Hans, zh-Hant\.$/],
    [{ TIME_ZONE: "Shanghai" }, /^TIME_ZONE is "Shanghai"; it must be a time zone such as Asia/],
    [{ CURRENCY: "RMB" }, /^CURRENCY is "RMB"/],
    [{ CURRENCY: "cny" }, /^CURRENCY is "cny"/],
    [{ DATABASE_URL: "mysql://bot:hush@db/crm" }, /^DATABASE_URL is set to something else .*a PostgreSQL/],
    [{ DATABASE_URL: "db.example.com" }, /^DATABASE_URL .*a PostgreSQL/],
    [{ DATABASE_URL: "postgres://bot:hush@db" }, /^DATABASE_URL .*a PostgreSQL/],
    [
      { DATABASE_URL: "postgres://bot:hush@db/crm?schema=sales" },
      /^DATABASE_URL .*without the option schema/,
    ],
    [{ SLACK_BOT_TOKEN: bot }, /^SLACK_BOT_TOKEN is set without SLACK_SIGNING_SECRET .* or SLACK_APP_TOKEN/],
    [{ SLACK_SIGNING_SECRET: "hush" }, /^SLACK_SIGNING_SECRET is set without SLACK_BOT_TOKEN/],
    [{ SLACK_APP_TOKEN: "xapp-hush" }, /^SLACK_APP_TOKEN is set without SLACK_BOT_TOKEN/],
    [{ ...http, SLACK_APP_TOKEN: "hush" }, /^SLACK_APP_TOKEN .*begins with xapp-/],
    [{ ...http, SLACK_BOT_TOKEN: "xoxp-hush" }, /^SLACK_BOT_TOKEN .*begins with xoxb-/],
    [{ ...http, SLACK_SIGNING_SECRET: "xoxb-hush" }, /^SLACK_SIGNING_SECRET .*not a token/],
    [{ ...http, SLACK_SIGNING_SECRET: "hush hush" }, /^SLACK_SIGNING_SECRET .*without spaces/],
    [{ ...http, SLACK_API_URL: "slack.com" }, /^SLACK_API_URL is "slack\.com"; it must be a web address/],
    [{ SLACK_API_URL: "http://127.0.0.1/" }, /^SLACK_API_URL is set without SLACK_BOT_TOKEN/],
    [{ SLACK_SIGNIN_SECRET: "hush" }, /^SLACK_SIGNIN_SECRET is not .*did you mean SLACK_SIGNING_SECRET\?$/],
    [{ SLACK_TOKEN: "hush" }, /^SLACK_TOKEN is not a setting/],
    [{ slack_bot_token: "hush" }, /^slack_bot_token is not .*did you mean SLACK_BOT_TOKEN\?$/],
    [{ DRUMBEAT_ADMIN: "wu@example.com" }, /did you mean DRUMBEAT_ADMINS\?$/],
    [{ DRUMBEAT_SOMETHING_ELSE: "1" }, /^DRUMBEAT_SOMETHING_ELSE is not a setting of Drumbeat; unset it\.$/],
  ])("says one sentence about %j, without its secrets", (environment, expected) => {
    const sentences = sentencesOf(environment);
    expect(sentences).toEqual([expect.stringMatching(expected)]);
    expect(sentences.join()).not.toContain("hush");
  });

  test("says all that is wrong at once", () => {
    expect(sentencesOf({ PORT: "x", CURRENCY: "x", SLACK_BOT_TOKEN: bot })).toHaveLength(3);
  });
});
