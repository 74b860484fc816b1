import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { limits } from "../block-kit/limits";
import { secret } from "../identifiers";
import { isObject, type JsonObject, parseJson, stringAt } from "../json";
import type { Json } from "../protocol";
import { type Acknowledgement, acknowledgedPayload } from "./acknowledgement";

/** Where sockets connect, below the sandbox's origin. */
export const socketPath = "/link/";

/** Milliseconds between pings; Slack's clients take a socket for dead after 30 s without one. */
const pingInterval = 10_000;

/** Why Slack ends a connection: https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
export type DisconnectReason = "warning" | "refresh_requested" | "link_disabled";

interface Waiting {
  socket: WebSocket;
  settle: (acknowledgement: Acknowledgement) => void;
}

/** The Socket Mode side: open connections, and envelopes waiting for their acknowledgement. */
export class SocketDelivery {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly tickets = new Set<string>();
  private readonly open: WebSocket[] = [];
  private readonly waiting = new Map<string, Waiting>();
  private readonly pings: NodeJS.Timeout;
  private turn = 0;

  constructor(
    private readonly appId: string,
    /** Called when a socket has opened or closed. */
    private readonly onChange: () => void,
  ) {
    this.pings = setInterval(() => {
      for (const socket of this.open) socket.ping();
    }, pingInterval);
    this.pings.unref();
  }

  /** How many apps' sockets are open. */
  get connections(): number {
    return this.open.length;
  }

  /** A ticket for one connection, for apps.connections.open. */
  issueTicket(): string {
    const ticket = secret(16);
    this.tickets.add(ticket);
    return ticket;
  }

  /** Takes an HTTP upgrade; refused without a ticket of ours, or when too many are open. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void {
    const ticket = url.searchParams.get("ticket") ?? "";
    if (!this.tickets.delete(ticket) || this.open.length >= limits.socketConnections) {
      socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n");
      return;
    }
    this.server.handleUpgrade(request, socket, head, (connection) => this.accept(connection));
  }

  /** Sends an envelope over one of the open sockets and waits for its acknowledgement.
   *  @param timeout milliseconds. */
  deliver(envelope: JsonObject, timeout: number): Promise<Acknowledgement> {
    const socket = this.open[this.turn % Math.max(1, this.open.length)];
    this.turn += 1;
    if (socket === undefined)
      return Promise.resolve({ ok: false, failure: "dispatch_failed", stopRetries: false });
    const id = randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => settle({ ok: false, failure: "operation_timeout", stopRetries: false }),
        timeout,
      );
      const settle = (acknowledgement: Acknowledgement) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(acknowledgement);
      };
      this.waiting.set(id, { socket, settle });
      socket.send(JSON.stringify({ ...envelope, envelope_id: id }));
    });
  }

  /** Tells apps that their connections end, as Slack does now and then. A client then opens new ones. */
  disconnect(reason: DisconnectReason): void {
    const message = JSON.stringify({ type: "disconnect", reason, debug_info: { host: "sandbox" } });
    for (const socket of this.open) socket.send(message);
  }

  /** Breaks all connections without a word, as an outage does. */
  breakConnections(): void {
    for (const socket of [...this.open]) socket.terminate();
  }

  /** Says goodbye to every socket; breaks those that don't answer within `patience` milliseconds. */
  async close(patience = 500): Promise<void> {
    clearInterval(this.pings);
    const closing = this.open.map(
      (socket) =>
        new Promise<void>((resolve) => {
          socket.once("close", () => resolve());
          socket.close(1001, "The sandbox is closing.");
        }),
    );
    const timer = setTimeout(() => this.breakConnections(), patience);
    await Promise.all(closing);
    clearTimeout(timer);
    this.server.close();
  }

  private accept(socket: WebSocket): void {
    this.open.push(socket);
    socket.on("message", (data) => this.receive(data));
    // A broken connection is followed by "close", which does what is needed.
    socket.on("error", () => undefined);
    socket.on("close", () => this.forget(socket));
    socket.send(
      JSON.stringify({
        type: "hello",
        num_connections: this.open.length,
        debug_info: { host: "sandbox", build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: this.appId },
      }),
    );
    this.onChange();
  }

  private forget(socket: WebSocket): void {
    const index = this.open.indexOf(socket);
    if (index >= 0) this.open.splice(index, 1);
    for (const entry of [...this.waiting.values()]) {
      if (entry.socket === socket)
        entry.settle({ ok: false, failure: "dispatch_failed", stopRetries: false });
    }
    this.onChange();
  }

  private receive(data: RawData): void {
    const message: Json | undefined = parseJson(data.toString());
    if (!isObject(message)) return;
    const waiting = this.waiting.get(stringAt(message, "envelope_id") ?? "");
    waiting?.settle({ ok: true, payload: acknowledgedPayload(message.payload), stopRetries: false });
  }
}
