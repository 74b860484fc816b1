import { TeamsAdapter } from "@microsoft/teams-ai/lib/TeamsAdapter";
import type { Activity, InvokeResponse, TurnContext } from "botbuilder";
import type { PlatformClock } from "../port";
import { connectorScope, type TeamsCredentials, teamsCredentials } from "./credentials";
import { reachOf } from "./hosts";
import type { TeamsConfig } from "./settings";
import { connectorTransport } from "./transport";

/** Who sent an activity, as the library found it. */
export type Identity = Exclude<Parameters<TeamsAdapter["processActivityDirect"]>[0], string>;
export type ConnectorClient = Awaited<ReturnType<NonNullable<Identity["connectorFactory"]>["create"]>>;

/**
 * The library's adapter without its `process`: that one wants Express's response or hangs without a word, writes to the
 * console, and answers 500 where a signature is wrong.
 */
export class DrumbeatAdapter extends TeamsAdapter {
  readonly credentials: TeamsCredentials;
  private readonly appId: string;

  constructor(config: TeamsConfig, clock: PlatformClock) {
    const credentials = teamsCredentials(config, clock);
    super(config.kind === "registered" ? authorityOptions(config) : {}, credentials, undefined, {
      httpClient: connectorTransport(reachOf(config)),
    });
    this.credentials = credentials;
    this.appId = config.kind === "registered" ? config.appId : "";
  }

  /** Throws where the header does not prove that the Bot Connector sent the activity to this bot. */
  authenticate(activity: Activity, authorizationHeader: string): Promise<Identity> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorizationHeader);
  }

  /** Runs `logic` on an activity; what an invoke is answered with, undefined for everything else. */
  turn(
    identity: Identity,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(identity, activity, logic);
  }

  /** A client for one address of the Bot Connector. */
  connectorClient(serviceUrl: string): Promise<ConnectorClient> {
    const identity = this.createClaimsIdentity(this.appId);
    return this.botFrameworkAuthentication
      .createConnectorFactory(identity)
      .create(serviceUrl, connectorScope);
  }
}

/** Everything is named where one thing is not Microsoft's: the library then takes nothing of its own for granted. */
function authorityOptions(config: Extract<TeamsConfig, { kind: "registered" }>) {
  const { authority } = config;
  if (!authority) return { MicrosoftAppId: config.appId, MicrosoftAppTenantId: config.tenantId };
  return {
    MicrosoftAppId: config.appId,
    MicrosoftAppTenantId: config.tenantId,
    ToChannelFromBotLoginUrl: authority.tokenUrl,
    ToChannelFromBotOAuthScope: connectorScope,
    ToBotFromChannelTokenIssuer: authority.tokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: authority.openIdMetadataUrl,
    // Tokens of the emulator and of skills never get that far (inspect-token.ts).
    ToBotFromEmulatorOpenIdMetadataUrl: authority.openIdMetadataUrl,
    OAuthUrl: authority.tokenUrl,
  };
}
