/**
 * `npm run audit:verify [-- HEAD]`: goes through the audit trail's hash chain and says whether anything was tampered with;
 * exits 1 when it was, 2 when it could not look. HEAD is the head that an earlier run printed. It changes nothing.
 */

import { existsSync } from "node:fs";
import type { PoolConfig } from "pg";
import pino from "pino";
import { ConfigError, readConfig } from "../src/config";
import { findRunningEmbedded, startEmbedded } from "../src/db/embedded";
import { connect } from "../src/db/open-database";
import { type AuditProblem, type AuditReport, verifyAudit } from "../src/domain/audit-chain/verify";

const logger = pino({ level: "warn" }, pino.destination(2));

interface Source {
  connection: PoolConfig;
  description: string;
  close(): Promise<void>;
}

async function openSource(): Promise<Source> {
  const { databaseUrl, dataDir } = readConfig(process.env);
  const nothing = async (): Promise<void> => undefined;
  if (databaseUrl) {
    return { connection: { connectionString: databaseUrl }, description: "DATABASE_URL", close: nothing };
  }
  if (!existsSync(dataDir)) {
    throw new ConfigError([
      `There is no database to verify: DATABASE_URL is not set and ${dataDir} does not exist.`,
    ]);
  }
  const running = await findRunningEmbedded(dataDir, logger);
  if (running) {
    const description = `the embedded database in ${dataDir}, which a running Drumbeat is using`;
    return { connection: running, description, close: nothing };
  }
  const server = await startEmbedded({ dataDir, logger });
  return {
    connection: server.connection,
    description: `the embedded database in ${dataDir}`,
    close: () => server.stop(),
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function report(result: AuditReport, description: string): void {
  print(`Audit trail of ${description}: ${result.entries} entries, ${result.sealed} sealed.`);
  if (result.unsealed > 0) {
    print(`${result.unsealed} entries are not sealed yet; a running Drumbeat seals them within seconds.`);
  }
  for (const problem of result.problems) print(`  ${describe(problem)}`);
  if (result.problemCount > result.problems.length) {
    print(`  and ${result.problemCount - result.problems.length} more.`);
  }
  print(result.ok ? "No tampering was found." : `TAMPERING: ${result.problemCount} problems.`);
  if (result.ok && result.head) {
    print(`Head: ${result.head}`);
    print(
      "Keep the head outside this database: given to a later run, it proves that nothing was cut off or made anew.",
    );
  }
}

function describe(problem: AuditProblem): string {
  switch (problem.kind) {
    case "altered":
      return `Link ${problem.position}: entry ${problem.entryId}, its seal, or its place is not what was sealed.`;
    case "missing_entry":
      return `Link ${problem.position}: entry ${problem.entryId} was deleted.`;
    case "missing_seals":
      return `Links ${problem.position} to ${problem.until} were deleted.`;
    case "inserted":
      return `Entry ${problem.entryId} was put among entries that had long been sealed.`;
    case "head_not_found":
      return `The head ${problem.expected} is not in the chain: its end was cut, or it was made anew.`;
  }
}

async function main(): Promise<number> {
  const expectedHead = process.argv[2];
  if (expectedHead !== undefined && !/^[0-9a-f]{64}$/.test(expectedHead)) {
    throw new ConfigError(["The head must be 64 hexadecimal digits, as an earlier run printed it."]);
  }
  const source = await openSource();
  try {
    const { client, disconnect } = connect(source.connection, 3, logger);
    try {
      const result = await verifyAudit(client, expectedHead === undefined ? {} : { expectedHead });
      report(result, source.description);
      return result.ok ? 0 : 1;
    } finally {
      await disconnect();
    }
  } finally {
    await source.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `The audit trail could not be verified. ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);
