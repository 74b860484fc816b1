import { DomainError } from "../../domain/errors";
import { mostImportBytes, startImport, tooLarge } from "../../domain/imports/start-import";
import { may } from "../../domain/people/permissions";
import type { IncomingFile } from "../../ui/interaction";
import { type Outcome, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { heardCard, importCard } from "./cards";

const isTable = ({ name }: IncomingFile): boolean => /\.(csv|tsv|txt|xlsx?)$/i.test(name);

/**
 * A table sent to the bot is one to import, by somebody who may; whatever else is sent is for others to take. A workbook is
 * taken too, since whoever sends one is to be told how to save it.
 */
export async function hearTable(
  context: Context,
  { files }: { text: string; files: readonly IncomingFile[] },
): Promise<Outcome | null> {
  const [file] = files;
  if (!file || files.length !== 1 || !isTable(file)) return null;
  // Of one who may not, the verb says so before a large file is fetched for nothing.
  const content = may(context.policy, context.actor, "customer.import")
    ? await contentOf(context, file)
    : new Uint8Array();
  const run = await startImport(context, { name: file.name, content });
  return reply(run.status === "reading" ? heardCard(context, run) : await importCard(context, run));
}

/** Throws INVALID, file_too_large or file_unreadable. */
async function contentOf(context: Context, file: IncomingFile): Promise<Uint8Array> {
  if ((file.size ?? 0) > mostImportBytes) throw tooLarge();
  try {
    return await context.readFile(file, mostImportBytes);
  } catch (error) {
    // Not every platform says beforehand how large a file is.
    if (error instanceof Error && "code" in error && error.code === "file_too_large") throw tooLarge();
    throw new DomainError({ code: "INVALID", field: "file", rule: "file_unreadable" }, "file", {
      cause: error,
    });
  }
}
