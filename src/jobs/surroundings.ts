import type { ExportWords } from "../domain/exports/export-scope";
import type { ImportWords } from "../domain/imports/import-run";
import type { Warning } from "../domain/outbox";
import type { Topic } from "../domain/references";
import type { Company, Database } from "../domain/scope";
import type { Port } from "../platforms/port";
import type { Policy } from "../policy/policy";
import type { Card } from "../ui/card";
import type { Interaction } from "../ui/interaction";

/** Who is to read a card: a person with what their chat account says, or a channel. */
export type CardReader =
  | { personId: number; accountLocale: string | null; accountTimeZone: string | null }
  | "channel";

/** What the jobs need; given by `main`, so that they know neither features nor platforms. */
export interface JobSurroundings {
  db: Database;
  /** The company as of now. */
  company: () => Company;
  policy: Policy;
  /** By platform name; a platform that is not configured has none. */
  ports: ReadonlyMap<string, Port>;
  notices: {
    audience(
      name: string,
      subject: Topic,
    ): Promise<{ people: readonly number[]; channels: readonly string[] }>;
    /** How those whom a notice is for are shown their own card where it stands in a channel. */
    personal(
      name: string,
      subject: Topic,
    ): Promise<{ action: string; id: string; people: readonly number[] }>;
    card(name: string, subject: Topic, reader: CardReader): Promise<{ card: Card; locale: string } | null>;
  };
  /** Does what a stored event asks for, and shows its outcome where it was said. */
  perform(interaction: Interaction): Promise<void>;
  /** What is written beside the rows of an import that are refused, in the language of whoever handed them in. */
  importWords(personId: number): Promise<ImportWords>;
  /** How what somebody exports is headed and called, in their language. */
  exportWords(personId: number): Promise<ExportWords>;
  /** What an administrator is told of a warning, in their language. */
  warningCard(warning: Warning, reader: CardReader): Promise<Card>;
  log: JobLog;
}

export interface JobLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
