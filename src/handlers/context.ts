import type { Person, Scope } from "../domain/scope";
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
  /**
   * The bytes of a file that came with this interaction, of at most `mostBytes`, or as many as a receipt may have. Throws when the
   * platform does not give them in time.
   */
  readFile: (file: IncomingFile, mostBytes?: number) => Promise<Uint8Array>;
}

/** Nobody in particular: who reads in a channel, and who a stranger is until they are known. Sees what all may, decides nothing. */
export const nobodyInParticular: Person = {
  id: 0,
  email: null,
  name: "",
  department: null,
  headOf: [],
  roles: [],
  locale: null,
  timeZone: null,
  active: true,
};

/** Whether a card is drawn for a channel: what it says must be true of whoever reads, and anybody's to know. */
export const forChannel = ({ actor }: Context): boolean => actor.id === nobodyInParticular.id;

export type DrumbeatFeature = Feature<Context>;
export type DrumbeatNotice = Notice<Context>;
