interface Logged {
  level: string;
  fields: object;
  message: string;
}

export function recordingLogger() {
  const log: Logged[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void log.push({ level, fields, message });
  return { log, logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") } };
}
