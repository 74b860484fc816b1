import { loadRun } from "../../domain/imports/import-run";
import type { Database } from "../../domain/scope";
import type { Card } from "../../ui/card";
import { type Context, type DrumbeatNotice, forChannel } from "../context";
import { importCard } from "./cards";

async function importer({ db }: { db: Database }, id: number): Promise<number[]> {
  const run = await loadRun(db, id);
  return run ? [run.personId] : [];
}

/** What a file holds is its importer's: a channel is told nothing of it. */
async function drawn(context: Context, id: number): Promise<Card | null> {
  const run = await loadRun(context.db, id);
  return run && !forChannel(context) ? importCard(context, run) : null;
}

/** Told to whoever handed a file in, when it is read, and when it is taken in. */
export const notices: readonly DrumbeatNotice[] = [
  { name: "import.read", people: importer, card: drawn },
  { name: "import.done", people: importer, card: drawn },
];
