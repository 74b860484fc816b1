import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import pino from "pino";
import { type EmbeddedServer, findRunningEmbedded, startEmbedded } from "../../src/db/embedded";
import { serverAccount } from "../../src/db/embedded/account";
import { clusterDirectory } from "../../src/db/embedded/cluster";

const logger = pino({ level: "silent" });
let dataDir: string;
const children: ChildProcess[] = [];
const servers: EmbeddedServer[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "drumbeat-embedded-"));
  chmodSync(dataDir, 0o755);
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await waitUntil(() => runningPid() === null);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(durable = false): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, logger, durable });
  servers.push(server);
  return server;
}

/** Another process that owns the database in `dataDir`. */
async function startOwner(): Promise<ChildProcess> {
  const script = join(__dirname, "..", "support", "embedded-owner.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout ?? child, "data");
  return child;
}

async function query(connection: ClientConfig, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = (): string => join(clusterDirectory(dataDir, serverAccount(), logger), "postmaster.pid");

/** The server's process id while the process lives. */
function runningPid(): number | null {
  if (!existsSync(pidFile())) return null;
  const pid = Number(readFileSync(pidFile(), "utf8").split("\n")[0]);
  return isAlive(pid) ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitUntil(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 10_000) throw new Error("It did not come to that within ten seconds.");
    await pause(20);
  }
}

test("keeps what was written, listens on no port, sorts and folds by Unicode", async () => {
  const first = await start();
  await query(
    first.connection,
    "create table drum (name text); insert into drum values ('Ä'), ('中'), ('b')",
  );
  expect(await query(first.connection, "select lower(name) as name from drum order by name")).toEqual([
    { name: "b" },
    { name: "ä" },
    { name: "中" },
  ]);
  expect(await query(first.connection, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  await first.stop();
  expect(runningPid()).toBeNull();
  const second = await start();
  expect(await query(second.connection, "select count(*)::int from drum")).toEqual([{ count: 3 }]);
});

test("the server ends in good order when its owner is killed", async () => {
  const owner = await startOwner();
  const pid = runningPid();
  expect(pid).not.toBeNull();
  owner.kill("SIGKILL");
  await waitUntil(() => runningPid() === null);
  // A server that was killed leaves its pid file; one that was stopped takes it away.
  expect(existsSync(pidFile())).toBe(false);
  await waitUntil(() => !isAlive(pid ?? 0));
});

test("a second Drumbeat on the same folder is told so, and the first goes on", async () => {
  await startOwner();
  await expect(start()).rejects.toThrow(
    /Another Drumbeat \(process \d+\) is running on the database in .*DATA_DIR/,
  );
  const connection = await findRunningEmbedded(dataDir, logger);
  expect(connection).not.toBeNull();
  expect(await query(connection ?? {}, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("two that start at the same moment on a new folder: at most one runs, and no file is harmed", async () => {
  const both = await Promise.allSettled([start(), start()]);
  const refused = both.filter((each) => each.status === "rejected");
  expect(refused.map((each) => String(each.reason))).toEqual(
    refused.map(() => expect.stringMatching(/Drumbeat/)),
  );
  expect(refused.length).toBeGreaterThan(0);
  for (const server of servers.splice(0)) await server.stop();
  const again = await start();
  expect(await query(again.connection, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a server left behind by a killed owner and a killed keeper is stopped, and ours is started", async () => {
  const owner = await startOwner();
  const left = runningPid() ?? 0;
  const keeper = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${left}/status`, "utf8"))?.[1]);
  // The keeper's watcher is a shell too, and goes first.
  for (const pid of childrenOf(keeper)) if (pid !== left) process.kill(pid, "SIGKILL");
  process.kill(keeper, "SIGKILL");
  owner.kill("SIGKILL");
  await pause(300);
  expect(isAlive(left)).toBe(true);
  const server = await start();
  expect(await query(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(runningPid()).not.toBe(left);
});

test("a pid file left by a crash is no obstacle, also when its number is another program's by now", async () => {
  await (await start()).stop();
  servers.splice(0);
  for (const pid of [process.pid, 999_999_999]) {
    writeFileSync(pidFile(), `${pid}\n${dataDir}\n1700000000\n5432\n${dataDir}/nowhere\n\n  0 0\nready\n`, {
      mode: 0o600,
    });
    const server = await start();
    expect(await query(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
    servers.splice(0);
  }
});

test("a server that was killed itself recovers at the next start, with all that was committed", async () => {
  const server = await start(true);
  await query(server.connection, "create table drum (beat int); insert into drum values (1)");
  process.kill(runningPid() ?? 0, "SIGKILL");
  await server.ended;
  servers.splice(0);
  const again = await start(true);
  expect(await query(again.connection, "select beat from drum")).toEqual([{ beat: 1 }]);
});

test("a folder with a long path gets its socket elsewhere", async () => {
  dataDir = join(dataDir, "a".repeat(60), "b".repeat(60));
  mkdirSync(dataDir, { recursive: true });
  const server = await start();
  expect(server.connection.host?.length).toBeLessThan(100);
  expect(await query(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a database of another major version is refused in one sentence", async () => {
  await (await start()).stop();
  servers.splice(0);
  writeFileSync(join(pidFile(), "..", "PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow(
    /was made by PostgreSQL 17 and this version of Drumbeat carries PostgreSQL 18/,
  );
});

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
}
