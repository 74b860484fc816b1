import http from "node:http";
import type { TurnContext } from "botbuilder";
import { DrumbeatAdapter } from "../../../../src/platforms/teams/adapter";
import { createDoor, type Door } from "../../../../src/platforms/teams/door";
import type { TeamsConfig } from "../../../../src/platforms/teams/settings";
import { type Log, recordingLogger } from "../../support/recording-logger";

export interface OpenedDoor extends Pick<Door, "close" | "drained"> {
  port: number;
  /** The activities whose turns were run. */
  turns: TurnContext["activity"][];
  /** What a turn does; a test may put another in its place. */
  turn: (context: TurnContext) => Promise<void>;
  log: Log[];
  deliver(body: unknown, authorization?: string): Promise<{ status: number; text: string }>;
  shut(): Promise<void>;
}

/** A door on a port of its own. */
export async function openDoor(config: TeamsConfig): Promise<OpenedDoor> {
  const clock = { now: () => new Date() };
  const { log, logger } = recordingLogger();
  const door = createDoor({
    config,
    adapter: new DrumbeatAdapter(config, clock),
    logger,
    clock,
    onTurn: async (context) => {
      opened.turns.push(context.activity);
      await opened.turn(context);
    },
  });
  const server = http.createServer(door.requestListener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const opened: OpenedDoor = {
    port,
    turns: [],
    turn: async () => undefined,
    log,
    close: door.close,
    drained: door.drained,
    async deliver(body, authorization) {
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          ...(authorization ? { Authorization: authorization } : {}),
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, text: await response.text() };
    },
    shut: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
  return opened;
}
