import { z } from "zod";

const header = z.object({ alg: z.enum(["RS256", "RS384", "RS512"]), kid: z.string().min(1) });
const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
  ver: z.unknown().optional(),
  appid: z.unknown().optional(),
  azp: z.unknown().optional(),
});

/** As the library allows: clocks may differ by five minutes. */
const toleranceSeconds = 5 * 60;

/** The Bot Connector's issuer. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const connectorIssuer = "https://api.botframework.com";

export interface ExpectedToken {
  issuer: string;
  appId: string;
  serviceUrl: string;
}

/**
 * Looks at what a token says of itself, before the library looks at who signed it: null when it says what the Bot Connector's
 * tokens do, a reason otherwise. Nothing is proven by it. The library takes tokens of emulators, skills and other
 * channels, too, fetches keys for them, and writes to the console of what is wrong; those never get that far.
 */
export function problemOfToken(
  authorization: string | undefined,
  expected: ExpectedToken,
  now: Date,
): string | null {
  if (authorization === undefined) return "no token";
  const [scheme, token, ...more] = authorization.split(" ");
  if (scheme !== "Bearer" || !token || more.length > 0) return "no bearer token";
  const parts = token.split(".");
  if (parts.length !== 3 || parts.some((part) => !/^[\w-]+$/.test(part))) return "not a signed token";
  const [first = "", second = ""] = parts;
  if (!header.safeParse(decode(first)).success) return "not signed as the Bot Connector signs";
  const read = claims.safeParse(decode(second));
  if (!read.success) return "without the claims of a Bot Connector's token";
  const { iss, aud, exp, nbf, serviceurl, ver, appid, azp } = read.data;
  if (iss !== expected.issuer) return "of another issuer";
  if (aud !== expected.appId) return "for somebody else";
  // What the library takes for another bot's.
  if (ver !== undefined && (appid !== undefined || azp !== undefined)) return "of another bot";
  const seconds = now.getTime() / 1000;
  if (exp < seconds - toleranceSeconds) return "expired";
  if (nbf !== undefined && nbf > seconds + toleranceSeconds) return "not valid yet";
  return serviceurl === expected.serviceUrl ? null : "for another address of the Bot Connector";
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
