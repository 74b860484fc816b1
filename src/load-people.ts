import { readFileSync } from "node:fs";
import { DateTime } from "luxon";
import type { Logger } from "pino";
import { type Config, ConfigError } from "./config";
import { importPeopleFile } from "./domain/people/import-people";
import type { Surroundings } from "./handlers/dispatch";

/** The people file, when there is one. A wrong row stops the start: half a company is worse than yesterday's. */
export async function loadPeople(config: Config, surroundings: Surroundings, log: Logger): Promise<void> {
  if (!config.peopleFile) return;
  const { db, policy, timeZone, currency, now } = surroundings;
  const result = await importPeopleFile(
    {
      db,
      policy,
      timeZone,
      currency,
      now: DateTime.fromJSDate(now(), { zone: timeZone }),
      actor: null,
      via: "file",
      origin: config.peopleFile,
      administrators: config.admins,
    },
    readFile("PEOPLE_FILE", config.peopleFile),
  );
  if (result.problems.length)
    throw new ConfigError(
      result.problems.map(
        ({ line, column, rule, value }) =>
          `PEOPLE_FILE ${config.peopleFile}, line ${line}, ${column}: ${rule} (${JSON.stringify(value)}). Nothing of it was applied.`,
      ),
    );
  log.info(
    { added: result.added, changed: result.changed, unchanged: result.unchanged },
    "read the people file",
  );
}

function readFile(setting: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError([
      `${setting} ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}
