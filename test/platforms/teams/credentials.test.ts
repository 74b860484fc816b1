import { teamsCredentials } from "../../../src/platforms/teams/credentials";
import { appId, tenantId } from "./support/door-tokens";
import { registeredAt } from "./support/stub-bot";
import { type StubMicrosoft, startStubMicrosoft } from "./support/stub-microsoft";

let microsoft: StubMicrosoft;
let now = new Date("2026-11-24T08:00:00Z");
const clock = { now: () => now };
beforeEach(async () => {
  now = new Date("2026-11-24T08:00:00Z");
  microsoft = await startStubMicrosoft();
});
afterEach(() => microsoft.close());

it("asks for a token with the bot's id and secret, for the Bot Connector", async () => {
  expect(await teamsCredentials(registeredAt(microsoft), clock).token()).toBe("token-1");
  const [asked] = microsoft.of("POST /token");
  expect(asked?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
  expect(Object.fromEntries(new URLSearchParams(asked?.text))).toEqual({
    grant_type: "client_credentials",
    client_id: appId,
    client_secret: "the-password",
    scope: "https://api.botframework.com/.default",
  });
});

it("keeps a token until shortly before it expires", async () => {
  const { token } = teamsCredentials(registeredAt(microsoft), clock);
  await token();
  now = new Date(now.getTime() + 54 * 60_000);
  expect(await token()).toBe("token-1");
  now = new Date(now.getTime() + 2 * 60_000);
  expect(await token()).toBe("token-2");
});

it("asks once, however many wait for the token", async () => {
  const { token } = teamsCredentials(registeredAt(microsoft), clock);
  expect(new Set(await Promise.all(Array.from({ length: 20 }, token)))).toEqual(new Set(["token-1"]));
  expect(microsoft.of("POST /token")).toHaveLength(1);
});

it("tells why there is no token without telling the secret, and asks again", async () => {
  const { token } = teamsCredentials(registeredAt(microsoft), clock);
  microsoft.answers.set("POST /token", () => ({ status: 401, body: { error: "invalid_client" } }));
  const refused = token();
  await expect(refused).rejects.toMatchObject({
    name: "PlatformError",
    code: "no_token",
    permanent: false,
    message: "a token was refused with HTTP 401: invalid_client",
  });
  microsoft.answers.set("POST /token", () => ({ breaks: true }));
  await expect(token()).rejects.toMatchObject({ code: "no_token", permanent: false });
  microsoft.answers.set("POST /token", () => ({ body: { access_token: "late", expires_in: "60" } }));
  expect(await token()).toBe("late");
});

it("shows the token with a call, and none where nobody is asked", async () => {
  const anonymous = teamsCredentials({ kind: "anonymous" }, clock);
  expect(await anonymous.token()).toBeNull();
  expect(await anonymous.isAuthenticationDisabled()).toBe(true);
  const registered = teamsCredentials(registeredAt(microsoft), clock);
  expect(await registered.isAuthenticationDisabled()).toBe(false);
  expect(await registered.isValidAppId(appId)).toBe(true);
  expect(await registered.isValidAppId("")).toBe(false);
});

it("makes Microsoft's own credentials of each kind of registration without asking anybody", () => {
  const registration = { kind: "registered", appId, tenantId } as const;
  for (const appType of ["SingleTenant", "MultiTenant"] as const)
    expect(() => teamsCredentials({ ...registration, password: "p", appType }, clock)).not.toThrow();
  const managed = { ...registration, password: "", appType: "UserAssignedMSI" } as const;
  expect(() => teamsCredentials(managed, clock)).not.toThrow();
});
