import { resolve } from "node:path";
import pino, { type Logger } from "pino";
import type { Sandbox } from "../sandbox";
import { type Config, readConfig } from "./config";
import { connectPlatforms, type PlatformConfigs } from "./connect-platforms";
import { type OpenDatabase, openDatabase } from "./db/open-database";
import { measureAnew } from "./domain/complaints/measure-anew";
import { grantAdministrators } from "./domain/people/administrators";
import { companyOf, createDispatch, indexFeatures, type Surroundings } from "./handlers/dispatch";
import { warningCard } from "./handlers/drumbeat/warning-card";
import { importWords } from "./handlers/imports/explain-row";
import { exportWords } from "./handlers/imports/export";
import { createNotices } from "./handlers/notices";
import { features } from "./handlers/registry";
import { startClock } from "./jobs/clock";
import { startWork } from "./jobs/work";
import { loadPeople } from "./load-people";
import type { Port } from "./platforms/port";
import { loadPolicy } from "./policy/load-policy";
import type { Policy } from "./policy/policy";
import { recordPolicyVersion } from "./policy/policy-version";
import { explainStart } from "./start-errors";
import type { Interaction } from "./ui/interaction";
import { aboutPages } from "./web/about-pages";
import { startWebServer } from "./web/server";

/** Bytes and time for a file that comes with a form: the platform waits three seconds for the whole answer. Messages wait in the queue. */
const fileLimits = { mostBytes: 10 * 1024 * 1024, timeoutMs: 2_000, patientMs: 60_000 };

export interface Drumbeat {
  /** Where the bot listens. */
  port: number;
  db: OpenDatabase;
  /** Does a duty of the clock now, by its name. */
  runDuty(name: string): Promise<void>;
  /** Takes nothing new in, finishes what was taken in, closes everything. */
  stop(): Promise<void>;
}

/** What tests and the sandbox put in place of the real thing. */
export interface Overrides {
  db?: OpenDatabase;
  policy?: Policy;
  now?: () => Date;
  logger?: Logger;
  /** Where `GET /` leads, when somebody opens the bot's own address in a browser. */
  homePage?: string;
}

/** Starts the bot on the platforms given, at least one. Throws an Error whose message says what to mend. */
export async function startDrumbeat(
  config: Config,
  platforms: PlatformConfigs,
  overrides: Overrides = {},
): Promise<Drumbeat> {
  const log = overrides.logger ?? pino({ level: config.logLevel });
  const now = overrides.now ?? (() => new Date());
  const index = indexFeatures(features);
  const policy = overrides.policy ?? loadPolicy(config.policyFile, [...index.notices.keys()]);
  const db =
    overrides.db ??
    (await openDatabase({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      poolSize: 20,
      logger: log,
    }));

  const ports = new Map<string, Port>();
  const portOf = (platform: string): Port => {
    const port = ports.get(platform);
    if (!port) throw new Error(`${platform} is not configured`);
    return port;
  };
  const surroundings: Surroundings = {
    db: db.client,
    policy,
    timeZone: config.timeZone,
    currency: config.currency,
    defaultLocale: config.defaultLocale,
    now,
    profileOf: ({ platform, userId, conversation }) => portOf(platform).profile(userId, conversation?.id),
    readFile: (platform, file, { mostBytes = fileLimits.mostBytes, patient }) =>
      portOf(platform).readFile(file, {
        mostBytes,
        timeoutMs: patient ? fileLimits.patientMs : fileLimits.timeoutMs,
      }),
    report: ({ error, reference, interaction }) =>
      log.error(
        { err: error, reference, delivery: interaction.deliveryId, input: interaction.input.kind },
        "an interaction failed",
      ),
  };
  const dispatch = createDispatch(surroundings, index);
  const notices = createNotices(surroundings, index);

  await recordPolicyVersion(db.client, policy);
  await measureAnew(companyOf(surroundings));
  await loadPeople(config, surroundings, log);
  await grantAdministrators(db.client, config.admins);

  const connections = await connectPlatforms(platforms, { db: db.client, features, dispatch, log });
  for (const [platform, { port }] of connections) ports.set(platform, port);

  const jobs = {
    db: db.client,
    company: () => companyOf(surroundings),
    policy,
    ports,
    notices,
    log,
    perform: async (interaction: Interaction) => {
      const connection = connections.get(interaction.platform);
      if (!connection)
        return log.warn(
          { platform: interaction.platform, delivery: interaction.deliveryId },
          "a message was not answered: its platform is not configured any more",
        );
      await connection.perform(interaction, await dispatch(interaction, { noted: true }));
    },
    importWords: async (personId: number) => importWords(await notices.contextOfPerson(personId, "import")),
    exportWords: async (personId: number) => exportWords(await notices.contextOfPerson(personId, "export")),
    warningCard: async (...[warning, reader]: Parameters<Parameters<typeof startWork>[0]["warningCard"]>) =>
      warningCard(await notices.contextOf(reader, "warning"), warning),
  };
  const work = await startWork(jobs, db.pool);
  const clock = startClock(jobs);
  const web = await startWebServer({
    host: config.host,
    port: config.port,
    routes: {
      ...aboutPages,
      ...Object.assign({}, ...[...connections.values()].map(({ routes }) => routes)),
      ...(overrides.homePage
        ? {
            "GET /": (_request, response) =>
              void response.writeHead(302, { Location: overrides.homePage }).end(),
          }
        : {}),
    },
    health: async () => ({
      database: await db.ping().then(
        () => ({ ok: true, detail: db.description }),
        (error: unknown) => ({ ok: false, detail: String(error) }),
      ),
      ...Object.fromEntries(
        await Promise.all(
          [...connections].map(async ([platform, { port }]) => [platform, await port.health()] as const),
        ),
      ),
    }),
  });
  await Promise.all([...connections.values()].map((connection) => connection.start()));

  return {
    port: web.port,
    db,
    runDuty: (name) => clock.run(name),
    async stop() {
      // From the outside in: no new work, then what was taken in, then what it stands on.
      await web.close();
      await Promise.all([...connections.values()].map((connection) => connection.stop()));
      await clock.stop();
      await work.stop();
      if (!overrides.db) await db.close();
    },
  };
}

/** How the bot reaches the sandbox's two platforms. */
export function sandboxPlatforms({ botToken, signingSecret, apiUrl, teams }: Sandbox): PlatformConfigs {
  return {
    slack: { mode: "http", botToken, signingSecret, apiUrl },
    teams: teams && {
      kind: "registered",
      appId: teams.appId,
      password: teams.password,
      appType: "SingleTenant",
      tenantId: teams.tenantId,
      authority: teams.authority,
    },
  };
}

/** With no credentials set: a workspace of our own on this machine, with the demo company in it. */
async function startInSandbox(
  config: Config,
  log: Logger,
): Promise<{ sandbox: Sandbox; drumbeat: Drumbeat }> {
  // Whoever has credentials does not load the sandbox.
  const {
    demoPeopleFile,
    startDemoWorkspace,
  }: typeof import("./demo-workspace") = require("./demo-workspace");
  const sandbox = await startDemoWorkspace({
    host: config.host,
    port: config.port === 0 ? 0 : config.port + 1,
    features,
    pageDirectory: resolve(
      __dirname,
      ...(__filename.endsWith(".ts") ? [".."] : ["..", ".."]),
      "dist",
      "page",
    ),
    defaultLocale: config.defaultLocale,
  });
  const drumbeat = await startDrumbeat(
    { ...config, peopleFile: config.peopleFile ?? demoPeopleFile() },
    sandboxPlatforms(sandbox),
    { logger: log, homePage: sandbox.pageUrl ?? sandbox.apiUrl },
  ).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  const bot = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${drumbeat.port}`;
  await sandbox.connectTo(`${bot}/slack/events`, true);
  await sandbox.teams?.connectTo(`${bot}/api/messages`);
  return { sandbox, drumbeat };
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel });
  let stop: () => Promise<void>;
  if (config.slack || config.teams) {
    const drumbeat = await startDrumbeat(config, config, { logger: log });
    stop = () => drumbeat.stop();
    log.info(
      {
        port: drumbeat.port,
        slack: config.slack?.mode ?? "not configured",
        teams: config.teams?.kind ?? "not configured",
        database: drumbeat.db.description,
      },
      "Drumbeat is ready",
    );
  } else {
    const { sandbox, drumbeat } = await startInSandbox(config, log);
    stop = async () => {
      await drumbeat.stop();
      await sandbox.close();
    };
    log.info({ port: drumbeat.port, database: drumbeat.db.description }, "Drumbeat is ready");
    process.stdout.write(`\nDrumbeat's sandbox is open: ${sandbox.pageUrl ?? sandbox.apiUrl}\n\n`);
  }
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      // A second signal means now.
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, "stopping: finishing what was taken in");
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, "stopping failed");
          process.exit(1);
        },
      );
    });
}

if (require.main === module)
  main().catch((error: unknown) => {
    process.stderr.write(`${explainStart(error)}\n`);
    process.exit(1);
  });
