import type { Logger } from "pino";

/** What the database's start-up has to say, to whichever logger it is given. */
export type DatabaseLogger = Pick<Logger, "debug" | "info" | "warn" | "error">;
