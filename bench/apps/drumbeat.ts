import pino from "pino";
import { readConfig } from "../../src/config";
import { openDatabase } from "../../src/db/open-database";
import { demoPeopleFile } from "../../src/demo-workspace";
import { startDrumbeat } from "../../src/main";
import { readAppSettings, serve } from "../serve";

/**
 * Drumbeat as it is, with the demo company. With an idle database its worker looks for jobs there, so those of the
 * measured database wait: all else, the worker's own polling too, is as in life.
 */
async function main(): Promise<void> {
  const { apiUrl, token, signingSecret, databaseUrl, idleDatabaseUrl } = readAppSettings();
  const config = {
    ...readConfig({ PORT: "0", HOST: "127.0.0.1", DATABASE_URL: databaseUrl ?? "" }),
    peopleFile: demoPeopleFile(),
  };
  const logger = pino({ level: config.logLevel });
  const open = (url: string, poolSize: number) =>
    openDatabase({ databaseUrl: url, dataDir: config.dataDir, poolSize, logger });
  const measured = idleDatabaseUrl === null ? null : await open(databaseUrl ?? "", 20);
  const idle = idleDatabaseUrl === null ? null : await open(idleDatabaseUrl, 5);
  const drumbeat = await startDrumbeat(
    config,
    { slack: { mode: "http", botToken: token, signingSecret, apiUrl }, teams: null },
    { logger, ...(measured && idle ? { db: { ...measured, pool: idle.pool } } : {}) },
  );
  serve(drumbeat.port, async () => {
    await drumbeat.stop();
    await measured?.close();
    await idle?.close();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
