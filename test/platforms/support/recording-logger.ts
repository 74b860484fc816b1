export interface Log {
  level: string;
  fields: object;
  message: string;
}

/** A logger, and everything that it was told. */
export function recordingLogger() {
  const log: Log[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void log.push({ level, fields, message });
  return { log, logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") } };
}
