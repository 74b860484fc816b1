import type { RawResponse } from "../delivery/http";
import type { JsonObject } from "../json";
import type { SandboxOptions } from "../options";
import type { Fault } from "../rate-limits";
import type { Problem, Workspace } from "../workspace";
import { TeamsActor } from "./actor/actor";
import { TeamsSession } from "./actor/session";
import { TeamsClient } from "./client/client";
import type { TeamsOperation } from "./connector/router";
import { type RecordedTeamsDelivery, TeamsDelivery } from "./delivery";
import type { TeamsPerson } from "./directory";
import { Installs } from "./installs";
import type { TeamsOptions } from "./options";
import { TeamsServer } from "./server";
import { SigningKey } from "./signing-key";
import { type RecordedTeamsCall, Workplace } from "./workplace";

/** Where a bot gets tokens and keys in place of Microsoft's own. */
export interface TenantAuthority {
  openIdMetadataUrl: string;
  tokenIssuer: string;
  tokenUrl: string;
  serviceUrls: string[];
}

/** A running Teams tenant. */
export class TeamsTenant {
  private readonly delivery: TeamsDelivery;
  private readonly client: TeamsClient;
  private readonly installs: Installs;
  /** The tenant's HTTP side, for the sandbox's own server. */
  readonly server: TeamsServer;

  private constructor(readonly workplace: Workplace) {
    this.delivery = new TeamsDelivery(workplace);
    this.client = new TeamsClient({ workplace, delivery: this.delivery });
    this.installs = new Installs(workplace, this.delivery);
    this.server = new TeamsServer(this.client);
  }

  /** A tenant with the people and channels of this workspace, at its address. */
  static async start(
    options: TeamsOptions,
    sandbox: SandboxOptions,
    workspace: Workspace,
  ): Promise<TeamsTenant> {
    return new TeamsTenant(new Workplace(options, sandbox, workspace, await SigningKey.get()));
  }

  get appId(): string {
    return this.workplace.identity.appId;
  }

  get password(): string {
    return this.workplace.identity.password;
  }

  get tenantId(): string {
    return this.workplace.identity.tenantId;
  }

  get authority(): TenantAuthority {
    const { origin, issuer, serviceUrl } = this.workplace;
    return {
      openIdMetadataUrl: `${issuer}/.well-known/openidconfiguration`,
      tokenIssuer: issuer,
      tokenUrl: `${origin}/teams/login/token`,
      // Files have addresses of their own, as they are SharePoint's elsewhere.
      serviceUrls: [serviceUrl, `${origin}/teams/files/`, `${origin}/teams/uploads/`],
    };
  }

  /** What the bot did wrong, or failed to do. */
  get problems(): Problem[] {
    return this.workplace.problems;
  }

  /** The bot's calls of the Bot Connector, oldest first. */
  get calls(): readonly RecordedTeamsCall[] {
    return this.workplace.calls;
  }

  /** Everything posted to the bot so far, oldest first. */
  get deliveries(): readonly RecordedTeamsDelivery[] {
    return this.delivery.recorded;
  }

  /** The person with this e-mail address, name or id, who from now on takes the files that the bot offers. Throws where there is none. */
  as(person: string): TeamsActor {
    const found = this.person(person);
    this.client.takesFiles.add(found.id);
    return new TeamsActor(new TeamsSession(this.client, found));
  }

  /** Posts to this URL from now on, and tells the bot where it is installed, unless it has been told. */
  async connectTo(messagesUrl: string): Promise<void> {
    this.delivery.messagesUrl = messagesUrl;
    await this.installs.tellAll();
  }

  async install(person: string): Promise<void> {
    await this.installs.install(this.person(person));
  }

  /** From then on the bot can send this person nothing. */
  async uninstall(person: string): Promise<void> {
    await this.installs.uninstall(this.person(person));
  }

  /** Resolves once the bot has been quiet for a while. */
  settled(): Promise<void> {
    const { activity } = this.workplace;
    return activity.settled(activity.mark() - 1);
  }

  /** The next calls of this kind fail so. */
  failNext(operation: TeamsOperation, fault: Fault): void {
    this.workplace.faults.plan(operation, fault);
  }

  /** A token as the Bot Connector sends it; `claims` take the place of its own. */
  token(claims: JsonObject = {}): string {
    return this.delivery.token(claims);
  }

  /** Posts a body to the bot: properly signed, unless headers say otherwise. */
  deliverRaw({
    headers = {},
    body,
  }: {
    headers?: Record<string, string>;
    body: string;
  }): Promise<RawResponse> {
    return this.delivery.postRaw(headers, body);
  }

  /** Posts a recorded delivery once more, byte by byte; by default the last one. */
  replay(delivery = this.delivery.recorded.at(-1)): Promise<RawResponse> {
    if (delivery === undefined) throw new Error("Nothing has been delivered yet.");
    return this.delivery.postRaw(delivery.headers, delivery.body);
  }

  private person(key: string): TeamsPerson {
    const found = this.workplace.directory.find(key);
    if (found === undefined) throw new Error(`Nobody in the tenant is "${key}".`);
    return found;
  }
}
