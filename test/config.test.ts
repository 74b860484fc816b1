import { ConfigError, readConfig } from "../src/config";

const bot = "xoxb-1-hush";
const secretText = "8f742231b10e8888abcd99yyyzzz85a5";
const app = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const tenant = "11111111-2222-3333-4444-555555555555";
const teams = {
  MICROSOFT_APP_ID: app,
  MICROSOFT_APP_PASSWORD: secretText,
  MICROSOFT_APP_TENANT_ID: tenant,
};
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
      teams: null,
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
        ...teams,
        MICROSOFT_APP_TYPE: "MultiTenant",
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
      teams: {
        kind: "registered",
        appId: app,
        password: secretText,
        appType: "MultiTenant",
        tenantId: tenant,
      },
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

  test("takes Teams with Slack or without, as one tenant's unless told otherwise", () => {
    expect(readConfig(teams)).toMatchObject({
      slack: null,
      host: "0.0.0.0",
      teams: { kind: "registered", appType: "SingleTenant", tenantId: tenant },
    });
    expect(readConfig({ ...http, ...teams })).toMatchObject({
      slack: { mode: "http" },
      teams: { appId: app },
    });
    const identity = { MICROSOFT_APP_ID: app, MICROSOFT_APP_TENANT_ID: tenant };
    const capitals = { ...teams, MICROSOFT_APP_ID: "ABCDEF12-90AB-CDEF-1234-567890ABCDEF" };
    expect(readConfig(capitals).teams).toMatchObject({ appId: "abcdef12-90ab-cdef-1234-567890abcdef" });
    expect(readConfig({ ...identity, MICROSOFT_APP_TYPE: "UserAssignedMSI" }).teams).toMatchObject({
      appType: "UserAssignedMSI",
      password: "",
    });
  });

  test("asks nobody who they are only when told so by name, and then on this machine alone", () => {
    expect(readConfig({ TEAMS_ALLOW_ANONYMOUS: "1" })).toMatchObject({
      teams: { kind: "anonymous" },
      host: "127.0.0.1",
    });
    expect(readConfig({ ...http, TEAMS_ALLOW_ANONYMOUS: "1" }).host).toBe("127.0.0.1");
    for (const value of ["", "0"]) expect(readConfig({ TEAMS_ALLOW_ANONYMOUS: value }).teams).toBeNull();
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ PORT: "http" }, /^PORT is "http"; it must be a number from 0 to 65535\.$/],
    [{ PORT: "65536" }, /^PORT is "65536"/],
    [{ PORT: "-1" }, /^PORT is "-1"/],
    [{ PORT: "3000.5" }, /^PORT is/],
    [{ HOST: "http://localhost" }, /^HOST is "http/],
    [{ HOST: "localhost:3000" }, /^HOST is "localhost:3000"/],
    [{ HOST: "0.0.0.0" }, /^HOST is 0\.0\.0\.0, but without credentials of Slack or Teams/],
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
    [{ MICROSOFT_APP_PASSWORD: "hush" }, /^MICROSOFT_APP_PASSWORD is set without MICROSOFT_APP_ID/],
    [{ MICROSOFT_APP_TENANT_ID: tenant }, /^MICROSOFT_APP_TENANT_ID is set without MICROSOFT_APP_ID/],
    [{ ...teams, MICROSOFT_APP_TENANT_ID: "" }, /^MICROSOFT_APP_ID is set without MICROSOFT_APP_TENANT_ID/],
    [{ ...teams, MICROSOFT_APP_PASSWORD: "" }, /^MICROSOFT_APP_ID is set without MICROSOFT_APP_PASSWORD/],
    [{ ...teams, MICROSOFT_APP_ID: "drumbeat" }, /^MICROSOFT_APP_ID is "drumbeat"; it must be .* GUID/],
    [{ ...teams, MICROSOFT_APP_TENANT_ID: "common" }, /^MICROSOFT_APP_TENANT_ID is "common"/],
    [{ ...teams, MICROSOFT_APP_TYPE: "Single" }, /^MICROSOFT_APP_TYPE is "Single"; it must be one of/],
    [
      { ...teams, MICROSOFT_APP_PASSWORD: "hush", MICROSOFT_APP_TYPE: "UserAssignedMSI" },
      /^MICROSOFT_APP_PASSWORD is set, but a managed identity/,
    ],
    [{ ...teams, TEAMS_ALLOW_ANONYMOUS: "1" }, /^TEAMS_ALLOW_ANONYMOUS is 1 although MICROSOFT_APP_ID/],
    [{ TEAMS_ALLOW_ANONYMOUS: "yes" }, /^TEAMS_ALLOW_ANONYMOUS is "yes"; it must be 0 or 1/],
    [{ TEAMS_ALLOW_ANONYMOUS: "1", HOST: "0.0.0.0" }, /^HOST is 0\.0\.0\.0, but with TEAMS_ALLOW_ANONYMOUS/],
    [
      { ...http, TEAMS_ALLOW_ANONYMOUS: "1", HOST: "bot.example.com" },
      /^HOST is bot\.example\.com, but with TEAMS_ALLOW_ANONYMOUS/,
    ],
    [{ MicrosoftAppId: app }, /^MicrosoftAppId is not .*did you mean MICROSOFT_APP_ID\?$/],
    [{ MICROSOFT_APPID: app }, /^MICROSOFT_APPID is not .*did you mean MICROSOFT_APP_ID\?$/],
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
