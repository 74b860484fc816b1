import type { Scope } from "../domain/scope";
import type { Reader } from "../i18n/reader";
import type { Texts } from "../i18n/texts";
import type { Feature, Notice } from "../ui/feature";
import type { IncomingFile, Interaction } from "../ui/interaction";

/** What every handler is given: the person acting, the company's rules and clock, and the reader's language. */
export interface Context extends Scope {
  /** Null for what the system itself does (a notice to a channel). */
  interaction: Interaction | null;
  /** All sentences in the reader's language. */
  texts: Texts;
  /** How amounts, dates and names look to the reader. */
  reader: Reader;
  /** The bytes of a file that came with this interaction. Throws when the platform does not give them in time. */
  readFile: (file: IncomingFile) => Promise<Uint8Array>;
}

export type DrumbeatFeature = Feature<Context>;
export type DrumbeatNotice = Notice<Context>;
