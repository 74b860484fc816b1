/** An answer of the Bot Connector that is no success. */
export class TeamsError extends Error {
  constructor(
    readonly status: number,
    /** Teams' own, e.g. "ConversationNotFound". */
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

export const badSyntax = (message: string): TeamsError => new TeamsError(400, "BadSyntax", message);
