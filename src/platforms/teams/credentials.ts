import type { TeamsAdapter } from "@microsoft/teams-ai/lib/TeamsAdapter";
import { ConfigurationServiceClientCredentialFactory } from "botbuilder";
import { z } from "zod";
import { type PlatformClock, PlatformError } from "../port";
import { reasonOf } from "./reason";
import type { TeamsAuthority, TeamsConfig } from "./settings";

type CredentialsFactory = TeamsAdapter["credentialsFactory"];
type Credentials = Awaited<ReturnType<CredentialsFactory["createCredentials"]>>;
type Registered = Extract<TeamsConfig, { kind: "registered" }>;

/** Who the bot is asked for by tokens. */
export const connectorScope = "https://api.botframework.com";
const loginUrl = "https://login.microsoftonline.com/botframework.com";

export interface TeamsCredentials extends CredentialsFactory {
  /** The bot's token for the Bot Connector; null where nobody is asked for one. Throws a PlatformError. */
  token(): Promise<string | null>;
}

/** What the bot shows to the Bot Connector, and what the library checks an audience against. */
export function teamsCredentials(config: TeamsConfig, clock: PlatformClock): TeamsCredentials {
  const token = tokenSource(config, clock);
  const credentials: Credentials = {
    async signRequest(request) {
      const value = await token();
      if (value !== null) request.headers.set("authorization", `Bearer ${value}`);
      return request;
    },
  };
  return {
    token,
    isValidAppId: async (appId) => config.kind === "registered" && appId === config.appId,
    isAuthenticationDisabled: async () => config.kind === "anonymous",
    createCredentials: async () => credentials,
  };
}

function tokenSource(config: TeamsConfig, clock: PlatformClock): () => Promise<string | null> {
  if (config.kind === "anonymous") return async () => null;
  return config.authority ? grantedToken(config, config.authority, clock) : microsoftToken(config);
}

/** From Microsoft, by the library: with a secret, or a managed identity's. It keeps the token while it is good. */
function microsoftToken(config: Registered): () => Promise<string> {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: config.appId,
    MicrosoftAppPassword: config.password,
    MicrosoftAppType: config.appType,
    MicrosoftAppTenantId: config.tenantId,
  });
  let kept: Promise<Credentials> | null = null;
  return oneAtATime(async () => {
    try {
      kept ??= factory.createCredentials(config.appId, connectorScope, loginUrl, true);
      const credentials = await kept;
      if (!("getToken" in credentials) || typeof credentials.getToken !== "function")
        throw new Error("Microsoft's library gave credentials without a token");
      const token: unknown = await credentials.getToken();
      return z.string().min(1).parse(token);
    } catch (error) {
      throw new PlatformError("no_token", `Microsoft gave the bot no token: ${reasonOf(error)}`, false);
    }
  });
}

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refused = z.object({ error: z.string() });

/**
 * By the OAuth 2.0 client credentials grant (https://www.rfc-editor.org/rfc/rfc6749#section-4.4), where the authority is not
 * Microsoft: its own library speaks to https alone.
 */
function grantedToken(
  config: Registered,
  authority: TeamsAuthority,
  clock: PlatformClock,
): () => Promise<string> {
  let kept: { token: string; until: number } | null = null;
  const fetchToken = oneAtATime(async () => {
    const { access_token, expires_in } = await ask();
    // Five minutes early, or half way where it is good for less than ten.
    const lasts = Math.max(expires_in - 300, expires_in / 2);
    kept = { token: access_token, until: clock.now().getTime() + lasts * 1000 };
    return access_token;
  });

  async function ask(): Promise<z.output<typeof granted>> {
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(authority.tokenUrl, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: config.appId,
          client_secret: config.password,
          scope: `${connectorScope}/.default`,
        }),
        redirect: "error",
        signal: AbortSignal.timeout(10_000),
      });
      body = await response.json();
    } catch (error) {
      throw new PlatformError("no_token", `no token could be asked for: ${reasonOf(error)}`, false);
    }
    const answer = granted.safeParse(body);
    if (response.ok && answer.success) return answer.data;
    const reason = refused.safeParse(body);
    const why = reason.success ? reason.data.error.slice(0, 80) : "without a reason";
    throw new PlatformError("no_token", `a token was refused with HTTP ${response.status}: ${why}`, false);
  }

  return async () => (kept && clock.now().getTime() < kept.until ? kept.token : await fetchToken());
}

/** Who asks while an answer is under way shares it. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
