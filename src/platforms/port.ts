import type { Card } from "../ui/card";
import type { IncomingFile, Interaction, PlatformName } from "../ui/interaction";
import type { Outcome } from "../ui/outcome";

/** What a platform hands inward: one interaction in, one outcome out. Never throws for what a person did. */
export type Dispatch = (interaction: Interaction) => Promise<Outcome>;

/**
 * Takes in an event that the platform acknowledges before anybody works on it: stores it, so that a crash loses nothing.
 * Resolves once it is stored (or was stored before).
 */
export type Accept = (interaction: Interaction) => Promise<void>;

/** What a chat platform must be able to do. */
export interface Port {
  readonly name: PlatformName;
  readonly workspace: string;
  /** What not every platform can: nothing is prepared for it in vain. */
  readonly abilities: {
    /** Shows some people of a conversation a card of their own in the place of everybody's. */
    personalViews: boolean;
    /** Asks a file's reader first, and takes its bytes when they accept. */
    offersFiles: boolean;
  };
  /**
   * What the platform knows of a person; null for somebody it does not know. `seenIn` is a conversation that they have just
   * done something in: a platform may tell of people only as members of one.
   */
  profile(userId: string, seenIn?: string): Promise<Profile | null>;
  /** The account whose profile has this e-mail (lower case), null where the platform knows none. */
  findByEmail(email: string): Promise<{ userId: string; profile: Profile } | null>;
  /** The conversation of the bot and one person. */
  openDirect(userId: string): Promise<string>;
  /** A channel's conversation id by its name (without "#"), null where the bot cannot find it. */
  findChannel(name: string): Promise<string | null>;
  /**
   * `sendKey` names this sending: it is kept with the message, so that a second attempt can find the first. `again` says
   * that this may be a second attempt: an earlier message with the same key is then returned in place of a new one.
   */
  send(
    conversationId: string,
    card: Card,
    sendKey: string,
    more?: { again?: boolean; personal?: PersonalView },
  ): Promise<{ messageId: string }>;
  update(
    conversationId: string,
    messageId: string,
    card: Card,
    more?: { personal?: PersonalView },
  ): Promise<void>;
  /**
   * Into a conversation, for everybody in it. A platform that must ask its reader first sends an offer under `key`, and
   * comes back for the bytes when it is accepted.
   */
  sendFile(
    conversationId: string,
    file: { key: string; name: string; mimeType: string; content: Uint8Array },
  ): Promise<void>;
  publishHome(userId: string, card: Card): Promise<void>;
  /** A file's bytes. Refuses addresses that are not the platform's, and more than `mostBytes`. */
  readFile(file: IncomingFile, limits: { mostBytes: number; timeoutMs: number }): Promise<Uint8Array>;
  /** Whether the platform answers; a sentence when not. */
  health(): Promise<{ ok: boolean; detail: string }>;
}

/**
 * Who is shown a card of their own in the place of one that everybody in a conversation sees: their client asks for it by
 * pressing that action, by itself. A platform that has no such thing shows everybody the same card.
 */
export interface PersonalView {
  action: string;
  id: string;
  userIds: readonly string[];
}

export interface Profile {
  name: string;
  /** Lower case, null when the profile shows none. */
  email: string | null;
  locale: string | null;
  timeZone: string | null;
  isBot: boolean;
}

/** A call to the platform that failed. `permanent` ones are not worth trying again (a channel that is gone). */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
  constructor(
    /** The platform's own code, e.g. "channel_not_found". */
    readonly code: string,
    message: string,
    readonly permanent: boolean,
    /** Seconds the platform asked to wait. */
    readonly retryAfter: number | null = null,
    /** Whether it is the conversation or its person that is gone, and not our call that was wrong. */
    readonly gone: boolean = false,
  ) {
    super(message);
  }
}

/** A platform that can't be used as it is configured. The message is one sentence for whoever configured it. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/** Where a platform writes its log; pino's logger is one. Never a token, never a whole message. */
export interface PlatformLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The time, so that tests can set it. */
export interface PlatformClock {
  now(): Date;
}
