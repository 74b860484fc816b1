import type { MessageShortcut, SlashCommand } from "./protocol";
import type { TeamsOptions } from "./teams/options";

/** Somebody of the workspace. */
export interface MemberOptions {
  email: string;
  name: string;
  title?: string;
  /** Slack's form, e.g. "zh-CN"; "en-US" when not given. */
  locale?: string;
  /** IANA name, e.g. "Asia/Shanghai"; "UTC" when not given. */
  timeZone?: string;
}

export interface ChannelOptions {
  /** Without "#". */
  name: string;
  /** E-mail addresses of its members; everybody when not given. */
  members?: string[];
  /** Whether the bot has been invited; true when not given. */
  botIsMember?: boolean;
  isPrivate?: boolean;
}

/** How many chat.postMessage calls a channel takes. Slack: about one a second, short bursts allowed
 *  (https://docs.slack.dev/apis/web-api/rate-limits). */
export interface MessageRate {
  perSecond: number;
  burst: number;
}

/** Times in milliseconds. */
export interface Timings {
  /** How long Slack waits for an acknowledgement. */
  acknowledgement: number;
  /** How long a trigger_id can be exchanged, by the sandbox's clock. */
  triggerLifetime: number;
  /** How long a response_url can be used, by the sandbox's clock. */
  responseUrlLifetime: number;
  /** Waits before the first, second and third retry of an event. */
  eventRetries: number[];
  /** After the bot's last sign of life, how long until an actor's action counts as over. */
  quiet: number;
  /** How long an actor's action waits for a first sign of life after the acknowledgement. */
  firstEffect: number;
}

/** Times as Slack has them (https://docs.slack.dev/apis/events-api#retries, /interactivity/handling-user-interaction). */
export const slackTimings: Timings = {
  acknowledgement: 3_000,
  triggerLifetime: 3_000,
  responseUrlLifetime: 30 * 60_000,
  eventRetries: [0, 60_000, 300_000],
  quiet: 40,
  firstEffect: 400,
};

/** The events an app can subscribe to here. */
export type Subscription = "message.im" | "message.channels" | "app_mention" | "app_home_opened";

export interface SandboxOptions {
  /** Loopback only: "127.0.0.1" (default), "::1" or "localhost". */
  host?: string;
  /** 0 (default) picks a free one. */
  port?: number;
  members?: MemberOptions[];
  channels?: ChannelOptions[];
  commands?: SlashCommand[];
  messageShortcuts?: MessageShortcut[];
  botName?: string;
  teamName?: string;
  /** Where commands, interactions and events are posted; see also `Sandbox.connectTo`. */
  eventsUrl?: string;
  /** Directory of the built page; without it only the Web API is served. */
  servePageFrom?: string;
  /** Which events the app has subscribed to; by default all but "message.channels". */
  subscriptions?: Subscription[];
  /** Whether the bot's own messages in direct conversations come back to it as events, as Slack does it. Default false. */
  ownMessageEvents?: boolean;
  messageRate?: MessageRate;
  timings?: Partial<Timings>;
  /** A Teams tenant with the same people; none when not given. */
  teams?: TeamsOptions;
  /** Milliseconds since 1970; Date.now by default. */
  clock?: () => number;
}

const loopbackHosts = new Set(["127.0.0.1", "::1", "localhost"]);

/** The host to listen on. Throws where it is not a loopback address: the sandbox has no passwords. */
export function loopbackHost(host: string | undefined): string {
  const chosen = host ?? "127.0.0.1";
  if (!loopbackHosts.has(chosen)) {
    throw new Error(
      `The sandbox listens on loopback only (127.0.0.1, ::1 or localhost), not on "${chosen}".`,
    );
  }
  return chosen;
}
