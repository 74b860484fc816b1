const forOperators: ReadonlySet<string> = new Set([
  "ConfigError",
  "ConnectionError",
  "DatabaseError",
  "EmbeddedDatabaseError",
  "MigrationError",
  "PolicyError",
]);

/** A wrong setting, policy or database is the operator's to mend: the sentence is enough. The rest needs its trace. */
export function explainStart(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (forOperators.has(error.name)) return error.message;
  const place = "port" in error ? error.port : "";
  switch ("code" in error ? error.code : null) {
    case "EADDRINUSE":
      return `PORT ${place} is taken by another program; set PORT to another number (the sandbox takes the next one too).`;
    case "EACCES":
      return `PORT ${place} may not be listened at by this account; set PORT to a number above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return "HOST is no address of this machine; set HOST to one, or unset it.";
    default:
      return error.stack ?? error.message;
  }
}
