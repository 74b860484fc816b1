import { secret } from "../identifiers";
import type { JsonObject } from "../json";
import type { TeamsIdentity } from "./identity";

/** Seconds that a token is good for. */
const lifetime = 3_600;

const scope = "https://api.botframework.com/.default";

/** Gives out the tokens that a bot calls the Bot Connector with (OAuth 2.0 client credentials). */
export class AccessTokens {
  private readonly ends = new Map<string, number>();

  constructor(
    private readonly identity: TeamsIdentity,
    private readonly now: () => number,
  ) {}

  /** Answers a request for a token, which came as a form. */
  grant(form: URLSearchParams): { status: number; body: JsonObject } {
    if (form.get("grant_type") !== "client_credentials")
      return refuse(400, "unsupported_grant_type", "AADSTS70003: The grant type is not supported.");
    if (form.get("client_id") !== this.identity.appId)
      return refuse(
        400,
        "unauthorized_client",
        "AADSTS700016: The application was not found in the directory.",
      );
    if (form.get("client_secret") !== this.identity.password)
      return refuse(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
    if (form.get("scope") !== scope)
      return refuse(400, "invalid_scope", "AADSTS70011: The value provided for 'scope' is not valid.");
    const token = `sandbox-${secret(24)}`;
    this.ends.set(token, this.now() + lifetime * 1000);
    return {
      status: 200,
      body: { token_type: "Bearer", expires_in: lifetime, ext_expires_in: lifetime, access_token: token },
    };
  }

  /** Whether an Authorization header carries a token of ours that has not expired. */
  accepts(authorization: string | undefined): boolean {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
    return (this.ends.get(token) ?? 0) > this.now();
  }
}

function refuse(status: number, error: string, description: string): { status: number; body: JsonObject } {
  return { status, body: { error, error_description: description } };
}
