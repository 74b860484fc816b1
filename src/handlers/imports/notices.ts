import { type ImportRun, loadRun } from "../../domain/imports/import-run";
import type { Database } from "../../domain/scope";
import type { Card } from "../../ui/card";
import { type Context, type DrumbeatNotice, forChannel } from "../context";
import { endedCard, importCard } from "./cards";

async function importer({ db }: { db: Database }, id: number): Promise<number[]> {
  const run = await loadRun(db, id);
  return run ? [run.personId] : [];
}

/** What a file holds is its importer's: a channel is told nothing of it. */
const drawnBy =
  (draw: (context: Context, run: ImportRun) => Card | Promise<Card>) =>
  async (context: Context, id: number): Promise<Card | null> => {
    const run = await loadRun(context.db, id);
    return run && !forChannel(context) ? draw(context, run) : null;
  };

/** Told to whoever handed a file in, when it is read, and when it is taken in. */
export const notices: readonly DrumbeatNotice[] = [
  { name: "import.read", people: importer, card: drawnBy(importCard) },
  { name: "import.done", people: importer, card: drawnBy(endedCard) },
];
