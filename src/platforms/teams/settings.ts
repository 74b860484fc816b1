import type { RequestListener } from "node:http";
import type { Interaction } from "../../ui/interaction";
import type { Outcome } from "../../ui/outcome";
import type { Accept, Dispatch, PlatformClock, PlatformLogger, Port } from "../port";
import type { ConversationStore } from "./references";

/** Where tokens and keys come from, in place of Microsoft's own. */
export interface TeamsAuthority {
  /** The OpenID configuration with the keys that the Bot Connector signs with. */
  openIdMetadataUrl: string;
  /** The issuer of the Bot Connector's tokens. */
  tokenIssuer: string;
  /** Answers the OAuth 2.0 client credentials grant for calls to the Bot Connector. */
  tokenUrl: string;
  /** Addresses of the Bot Connector begin with one of these. */
  serviceUrls: readonly string[];
}

export type TeamsConfig =
  | {
      kind: "registered";
      appId: string;
      /** Empty for a managed identity. */
      password: string;
      appType: "SingleTenant" | "MultiTenant" | "UserAssignedMSI";
      /** The company's own: nobody of another tenant is heard. */
      tenantId: string;
      authority?: TeamsAuthority;
    }
  /** For local tools alone: nobody is asked who they are. The caller sees to it that only this machine can reach the bot. */
  | { kind: "anonymous" };

/** A file that waits for its reader. */
export interface OfferedFile {
  name: string;
  mimeType: string;
  content: Uint8Array;
}

export interface TeamsSettings {
  config: TeamsConfig;
  dispatch: Dispatch;
  accept: Accept;
  conversations: ConversationStore;
  /** What was offered to this person under that key; null when nothing was, or it is gone. */
  offeredFile: (key: string, userId: string) => Promise<OfferedFile | null>;
  /** The language somebody reads, e.g. "zh-Hans"; null where nobody knows. */
  localeOf: (userId: string) => Promise<string | null>;
  /** The commands' names without a slash, which begin a message that is a command. */
  commands: readonly string[];
  /** By the name of their search, what shows a record found. */
  recordSearches: readonly { source: string; show: string }[];
  logger: PlatformLogger;
  clock: PlatformClock;
  /** How long Teams is let wait for an answer before it is told to wait; as long as it is patient, unless given. */
  answerWithinMs?: number;
}

export interface TeamsConnection {
  port: Port;
  /** For POST /api/messages. */
  requestListener: RequestListener;
  /** Shows the outcome of a message that was taken in by `accept` and worked on later. */
  perform(interaction: Interaction, outcome: Outcome): Promise<void>;
  /** Takes nothing new in and finishes what was begun (10 seconds at most). */
  stop(): Promise<void>;
}
