import type { Card } from "./card";
import type { RawValues, SearchOption } from "./form";
import type { ChatMessage, IncomingFile } from "./interaction";
import type { Outcome } from "./outcome";

/**
 * Everything one subject of the company's work shows and answers in chat, defined once for all platforms.
 * `C` is what a handler is given to work with (`handlers/context.ts`); the vocabulary here does not look into it.
 */
export interface Feature<C> {
  name: string;
  commands?: readonly Command<C>[];
  actions?: Readonly<Record<string, (context: C, id: string) => Promise<Outcome>>>;
  forms?: Readonly<Record<string, (context: C, values: RawValues, state: string) => Promise<Outcome>>>;
  searches?: Readonly<Record<string, (context: C, query: string) => Promise<readonly SearchOption[]>>>;
  messageShortcuts?: readonly MessageShortcut<C>[];
  recordSearches?: readonly RecordSearch[];
  notices?: readonly Notice<C>[];
  /** The bot's home page; one feature has it. */
  home?: (context: C) => Promise<Card>;
  /** Asked in turn for what was said to the bot directly; the first that answers wins. */
  messages?: (
    context: C,
    message: { text: string; files: readonly IncomingFile[] },
  ) => Promise<Outcome | null>;
}

export interface Command<C> {
  /** Without the slash. Also the manifest's; English, as Slack allows no other letters. */
  name: string;
  /** One line, for the platform's own list of commands (English) and for the menu (by reader). */
  summary: { manifest: string; text: (context: C) => string };
  usageHint: string;
  verbs: readonly Verb<C>[];
  /** What the command shows alone; left out: its menu. */
  bare?: (context: C) => Promise<Outcome>;
  /** Takes what starts with no verb, e.g. "/expense 128.50 taxi"; null when it cannot. */
  otherwise?: (context: C, rest: string) => Promise<Outcome | null>;
}

export interface Verb<C> {
  name: string;
  /** The word in the other languages, and synonyms. */
  aliases: readonly string[];
  /** For the menu: what it is called, and an example of the words in full. */
  describe: (context: C) => { label: string; usage: string };
  /** Nothing to press in a menu: without words behind it, it could only ask for them. */
  needsWords?: true;
  /** Set where the verb alone, without words behind it, opens a form (see `Button`). */
  opens?: "form";
  /** Whether this person is offered it; the verb itself decides again. Left out: everybody. */
  offered?: (context: C) => boolean;
  run: (context: C, rest: string) => Promise<Outcome>;
}

export interface MessageShortcut<C> {
  name: string;
  /** For the manifest; at most 24 characters. */
  title: string;
  run: (context: C, message: ChatMessage) => Promise<Outcome>;
}

/**
 * Records that people find and put before others from the platform's own search (Teams: a message extension). Slack has no
 * such place; what it shows is the same search that forms use.
 */
export interface RecordSearch {
  /** One of the feature's `searches`. */
  source: string;
  /** The action that shows a record by its id. */
  show: string;
  /** For the manifest; at most 32 and 128 characters. */
  title: string;
  description: string;
}

/** Something people are told because a record changed. The card is drawn anew for each reader, from stored state. */
export interface Notice<C> {
  /** Dotted, subject first: "expense.filed". */
  name: string;
  /** Ids of those told directly, read from stored state when it is sent. Which channels hear of it is the policy's to say. */
  people: (context: C, subjectId: number, subjectKind: string) => Promise<readonly number[]>;
  /**
   * Ids of those who are shown their own card where it stands in a channel: `people`, unless those are asked once and no more.
   */
  viewers?: (context: C, subjectId: number, subjectKind: string) => Promise<readonly number[]>;
  /** For a person (`context` is theirs) or a channel (`forChannel` says so). Null: nothing to say any more. */
  card: (context: C, subjectId: number, subjectKind: string) => Promise<Card | null>;
}
