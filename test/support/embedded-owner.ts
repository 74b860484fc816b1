/** A process that owns an embedded database in the folder it is given, for tests that kill it. Prints its socket's folder. */
import pino from "pino";
import { startEmbedded } from "../../src/db/embedded";

startEmbedded({ dataDir: process.argv[2] ?? "", logger: pino({ level: "silent" }), durable: false }).then(
  (server) => {
    process.stdout.write(`${server.connection.host}\n`);
    // Nothing else keeps this process alive for sure.
    setInterval(() => undefined, 60_000);
  },
  (error: unknown) => {
    process.stderr.write(String(error));
    process.exitCode = 1;
  },
);
