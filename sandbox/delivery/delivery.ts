import type { JsonObject } from "../json";
import type { Json } from "../protocol";
import type { Workspace } from "../workspace";
import type { Acknowledgement, DeliveryFailure } from "./acknowledgement";
import { HttpDelivery, type RawResponse } from "./http";
import { signedHeaders } from "./signature";
import { SocketDelivery } from "./socket";

/** What is delivered: a slash command, a click or submission, a menu's question for options, or an event. */
export type DeliveryKind = "command" | "interaction" | "options" | "event";

/** One attempt to deliver something, as it was sent. Over a socket, headers and body are what HTTP would have had. */
export interface RecordedDelivery {
  kind: DeliveryKind;
  transport: "http" | "socket";
  payload: JsonObject;
  headers: Record<string, string>;
  body: string;
  at: number;
  acknowledgement?: Acknowledgement;
}

/** How many deliveries are kept for tests to look at. */
const keptDeliveries = 1_000;

const envelopeTypes: Record<DeliveryKind, string> = {
  command: "slash_commands",
  interaction: "interactive",
  options: "interactive",
  event: "events_api",
};

/** Slack's names for why it sends an event again. */
const retryReasons: Record<DeliveryFailure, string> = {
  operation_timeout: "http_timeout",
  http_service_error: "http_error",
  http_client_error: "http_error",
  dispatch_failed: "connection_failed",
};

/** Brings payloads to the app: over an open socket where there is one, else to the events URL. */
export class Delivery {
  readonly sockets: SocketDelivery;
  readonly recorded: RecordedDelivery[] = [];
  eventsUrl: string | undefined;
  private readonly http = new HttpDelivery();
  private readonly retries = new Set<NodeJS.Timeout>();
  private closed = false;

  constructor(
    private readonly workspace: Workspace,
    eventsUrl: string | undefined,
  ) {
    this.eventsUrl = eventsUrl;
    this.sockets = new SocketDelivery(workspace.identity.appId, () => workspace.activity.nudge());
  }

  /** Delivers once and waits for the acknowledgement. A failure is noted among the problems. */
  async send(kind: DeliveryKind, payload: JsonObject): Promise<Acknowledgement> {
    const acknowledgement = await this.attempt(kind, payload, 0, undefined);
    if (!acknowledgement.ok) this.workspace.recordProblem(acknowledgement.failure, kind, [describe(payload)]);
    return acknowledgement;
  }

  /** Delivers an event, again up to as many times as there are retry delays. Resolves after the first attempt. */
  async sendEvent(payload: JsonObject): Promise<Acknowledgement> {
    const first = await this.send("event", payload);
    this.retryLater(payload, first, 1);
    return first;
  }

  /** Asks the URL to prove itself, as Slack does when it is set. Throws where the challenge does not come back. */
  async verifyUrl(): Promise<void> {
    const challenge = this.workspace.identifiers.trigger();
    const payload = { token: this.workspace.identity.verificationToken, challenge, type: "url_verification" };
    const response = await this.post("application/json", JSON.stringify(payload));
    if (response.status !== 200 || !response.body.includes(challenge)) {
      throw new Error(`${this.eventsUrl ?? ""} did not answer with the value of the challenge parameter.`);
    }
  }

  /** Posts anything at all to the events URL, for tests of what must be refused. Throws where there is no URL.
   *  Headers replace the usual ones; a content-type of a form is assumed. */
  postRaw(headers: Record<string, string>, body: string): Promise<RawResponse> {
    if (this.eventsUrl === undefined) throw new Error("The sandbox is not connected to an events URL.");
    const type = { "content-type": "application/x-www-form-urlencoded" };
    return this.http.post(
      this.eventsUrl,
      { ...type, ...headers },
      body,
      this.workspace.timings.acknowledgement,
    );
  }

  /** Ends all deliveries; planned retries are given up. */
  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.retries) clearTimeout(timer);
    await this.sockets.close();
  }

  private retryLater(payload: JsonObject, last: Acknowledgement, retry: number): void {
    const delay = this.workspace.timings.eventRetries[retry - 1];
    if (last.ok || last.stopRetries || delay === undefined || this.closed) return;
    const timer = setTimeout(() => {
      this.retries.delete(timer);
      void this.attempt("event", payload, retry, retryReasons[last.failure]).then((next) =>
        this.retryLater(payload, next, retry + 1),
      );
    }, delay);
    timer.unref();
    this.retries.add(timer);
  }

  private async attempt(
    kind: DeliveryKind,
    payload: JsonObject,
    retry: number,
    reason: string | undefined,
  ): Promise<Acknowledgement> {
    const { contentType, body } = encode(kind, payload);
    const timestamp = Math.floor(this.workspace.now() / 1000);
    const headers: Record<string, string> = {
      "content-type": contentType,
      accept: "*/*",
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      ...signedHeaders(this.workspace.identity.signingSecret, timestamp, body),
    };
    if (retry > 0) {
      headers["x-slack-retry-num"] = String(retry);
      headers["x-slack-retry-reason"] = reason ?? "unknown_error";
    }
    const transport = this.sockets.connections > 0 ? "socket" : "http";
    const recorded: RecordedDelivery = { kind, transport, payload, headers, body, at: this.workspace.now() };
    this.recorded.push(recorded);
    if (this.recorded.length > keptDeliveries) this.recorded.shift();
    const acknowledgement =
      transport === "socket"
        ? await this.sockets.deliver(
            envelope(kind, payload, retry, reason),
            this.workspace.timings.acknowledgement,
          )
        : await this.deliverOverHttp(headers, body);
    recorded.acknowledgement = acknowledgement;
    this.workspace.activity.nudge();
    return acknowledgement;
  }

  private async deliverOverHttp(headers: Record<string, string>, body: string): Promise<Acknowledgement> {
    if (this.eventsUrl === undefined) return { ok: false, failure: "dispatch_failed", stopRetries: true };
    return this.http.deliver(this.eventsUrl, headers, body, this.workspace.timings.acknowledgement);
  }

  private post(contentType: string, body: string): Promise<RawResponse> {
    const timestamp = Math.floor(this.workspace.now() / 1000);
    const signed = signedHeaders(this.workspace.identity.signingSecret, timestamp, body);
    return this.postRaw({ "content-type": contentType, ...signed }, body);
  }
}

function envelope(
  kind: DeliveryKind,
  payload: JsonObject,
  retry: number,
  reason: string | undefined,
): JsonObject {
  const base = {
    type: envelopeTypes[kind],
    payload,
    accepts_response_payload: kind === "command" || kind === "options" || payload.type === "view_submission",
  };
  if (kind !== "event") return base;
  return { ...base, retry_attempt: retry, retry_reason: retry > 0 ? (reason ?? "timeout") : "" };
}

function encode(kind: DeliveryKind, payload: JsonObject): { contentType: string; body: string } {
  if (kind === "event") return { contentType: "application/json", body: JSON.stringify(payload) };
  const fields = kind === "command" ? payload : { payload: JSON.stringify(payload) };
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) form.set(key, formValue(value));
  return { contentType: "application/x-www-form-urlencoded", body: form.toString() };
}

function formValue(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function describe(payload: JsonObject): string {
  const name = payload.command ?? payload.type ?? "";
  return String(name);
}
