/** The one answer that a delivery from Slack gets, within 3 seconds; what it may hold depends on what was delivered. */
export interface Acknowledgement<Body> {
  /** False when it was given before, or when Slack could not be reached with it: the answer must go another way. */
  give(body?: Body): Promise<boolean>;
}

/** `send` is Bolt's ack; `unsent` is told when a connection closed before the answer was out. */
export function acknowledgement<Body>(
  send: (body?: Body) => Promise<void>,
  unsent: (error: unknown) => void,
): Acknowledgement<Body> {
  let given = false;
  return {
    async give(body) {
      if (given) return false;
      given = true;
      try {
        await send(body);
        return true;
      } catch (error) {
        unsent(error);
        return false;
      }
    },
  };
}
