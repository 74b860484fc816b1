import { Actor } from "./actor/actor";
import { Session } from "./actor/session";
import { Delivery, type RecordedDelivery } from "./delivery/delivery";
import type { RawResponse } from "./delivery/http";
import { eventPayload } from "./delivery/payloads";
import { signature, signedHeaders } from "./delivery/signature";
import type { DisconnectReason } from "./delivery/socket";
import { Interactions } from "./interactions/perform";
import { directMessageEvent } from "./interactions/say";
import { loopbackHost, type SandboxOptions, type Subscription } from "./options";
import type { Fault } from "./rate-limits";
import { SandboxServer } from "./server";
import { TeamsTenant } from "./teams/tenant";
import { webApiPath } from "./web-api/router";
import { Workspace } from "./workspace";

export { Actor, type CommandOutcome } from "./actor/actor";
export type { FieldValue } from "./actor/choices";
export { ConversationHandle } from "./actor/conversation-handle";
export { MessageHandle } from "./actor/message-handle";
export type { FileContent } from "./actor/session";
export { type FieldView, type Submission, ViewHandle } from "./actor/view-handle";
export type { WaitOptions } from "./actor/wait-for";
export { limits } from "./block-kit/limits";
export type { RecordedDelivery } from "./delivery/delivery";
export type { RawResponse } from "./delivery/http";
export type { ChannelOptions, MemberOptions, SandboxOptions, Timings } from "./options";
export type { Fault } from "./rate-limits";
export { TeamsActor, type TeamsCommandOutcome } from "./teams/actor/actor";
export { TeamsConversationHandle } from "./teams/actor/conversation-handle";
export { FormHandle } from "./teams/actor/form-handle";
export { TeamsMessageHandle } from "./teams/actor/message-handle";
export type { RecordedTeamsDelivery } from "./teams/delivery";
export type { TeamsOptions } from "./teams/options";
export { TeamsTenant } from "./teams/tenant";
export type { Problem, RecordedCall, Workspace } from "./workspace";

/** A running workspace. */
export interface Sandbox {
  /** Base of the Web API, for `slackApiUrl`, e.g. "http://127.0.0.1:3210/slack-api/". */
  apiUrl: string;
  /** Where the page is, when it is served. */
  pageUrl: string | undefined;
  signingSecret: string;
  botToken: string;
  appToken: string;
  workspace: Workspace;
  /** The Teams tenant beside it, when the options ask for one. */
  teams: TeamsTenant | null;
  /** Everything delivered to the app so far, oldest first. */
  deliveries: readonly RecordedDelivery[];
  /** The person with this e-mail address, name or id. Throws where there is none. */
  as(person: string): Actor;
  /** Delivers to this URL from now on.
   *  @param verify asks the URL for its challenge first, as Slack does; throws where that fails. */
  connectTo(eventsUrl: string, verify?: boolean): Promise<void>;
  /** How many sockets of apps are open. */
  socketConnections(): number;
  disconnectSockets(reason: DisconnectReason): void;
  breakSockets(): void;
  /** The next calls of this Web API method fail so. */
  failNext(method: string, fault: Fault): void;
  /** Slack's signature of a body at a time in seconds since 1970. */
  sign(body: string, timestamp: number): string;
  /** Posts a body to the events URL: properly signed, unless headers say otherwise. */
  deliverRaw(request: { headers?: Record<string, string>; body: string }): Promise<RawResponse>;
  /** Posts a recorded delivery once more, byte by byte; by default the last one. */
  replay(delivery?: RecordedDelivery): Promise<RawResponse>;
  close(): Promise<void>;
}

/** Starts a local Slack workspace. Throws where the host is not loopback, or the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const address = loopbackHost(options.host);
  const workspace = new Workspace(options);
  const delivery = new Delivery(workspace, options.eventsUrl);
  const host = { workspace, delivery };
  const subscriptions = new Set<Subscription>(
    options.subscriptions ?? ["message.im", "app_mention", "app_home_opened"],
  );
  const interactions = new Interactions(host, subscriptions);
  const server = new SandboxServer(host, interactions, options.servePageFrom);
  const port = await server.listen(address, options.port ?? 0);
  workspace.origin = `http://${address === "::1" ? "[::1]" : address}:${port}`;
  const teams =
    options.teams === undefined ? null : await TeamsTenant.start(options.teams, options, workspace);
  server.teams = teams?.server ?? null;
  if (options.ownMessageEvents === true) returnOwnMessages(workspace, delivery);
  const { signingSecret, botToken, appToken } = workspace.identity;
  const now = () => Math.floor(workspace.now() / 1000);

  return {
    apiUrl: `${workspace.origin}${webApiPath}`,
    pageUrl: options.servePageFrom === undefined ? undefined : `${workspace.origin}/`,
    signingSecret,
    botToken,
    appToken,
    workspace,
    teams,
    deliveries: delivery.recorded,
    as(person) {
      const member = workspace.directory.findPerson(person);
      if (member === undefined || member.isBot) throw new Error(`Nobody in the sandbox is "${person}".`);
      return new Actor(new Session(host, interactions, member));
    },
    async connectTo(eventsUrl, verify = false) {
      delivery.eventsUrl = eventsUrl;
      if (verify) await delivery.verifyUrl();
    },
    socketConnections: () => delivery.sockets.connections,
    disconnectSockets: (reason) => delivery.sockets.disconnect(reason),
    breakSockets: () => delivery.sockets.breakConnections(),
    failNext: (method, fault) => workspace.faults.plan(method, fault),
    sign: (body, timestamp) => signature(signingSecret, timestamp, body),
    deliverRaw: ({ headers, body }) =>
      delivery.postRaw({ ...signedHeaders(signingSecret, now(), body), ...headers }, body),
    replay(recorded = delivery.recorded.at(-1)) {
      if (recorded === undefined) throw new Error("Nothing has been delivered yet.");
      return delivery.postRaw(recorded.headers, recorded.body);
    },
    async close() {
      await delivery.close();
      await server.close();
    },
  };
}

/** Sends the bot's own direct messages back to it as events, as Slack does to apps with message.im. */
function returnOwnMessages(workspace: Workspace, delivery: Delivery): void {
  workspace.activity.subscribe(({ event }) => {
    if (event.type !== "message" || event.message.onlyFor !== undefined) return;
    const { conversationId, ts } = event.message;
    const message = workspace.messages.find(conversationId, ts);
    if (message?.byApp !== true || workspace.conversations.find(conversationId)?.kind !== "direct") return;
    void delivery.sendEvent(eventPayload(workspace, directMessageEvent({ workspace, delivery }, message)));
  });
}
