import { HttpDelivery, type RawResponse } from "../delivery/http";
import { type JsonObject, parseJson, stringAt } from "../json";
import type { Json } from "../protocol";
import type { Workplace } from "./workplace";

/** An activity that was posted to the bot. */
export interface RecordedTeamsDelivery {
  headers: Record<string, string>;
  body: string;
  activity: JsonObject;
  /** The bot's answer; undefined while there is none. */
  response: RawResponse | undefined;
  at: number;
}

/** What the bot answered an invoke with. */
export type InvokeAnswer = { ok: true; body: Json | undefined } | { ok: false };

/** Milliseconds. An invoke is shown as failed after five seconds and is slow after three. */
const teamsPatience = { slow: 3_000, failed: 5_000 };
/** https://learn.microsoft.com/azure/bot-service/bot-service-troubleshoot-general-problems: the connector waits 15 seconds. */
const messagePatience = 15_000;

/** Seconds that a token for the bot is good for. */
const tokenLifetime = 3_600;

/** Posts activities to the bot, as the Bot Connector does. */
export class TeamsDelivery {
  readonly recorded: RecordedTeamsDelivery[] = [];
  messagesUrl: string | undefined;
  private readonly http = new HttpDelivery();

  constructor(private readonly workplace: Workplace) {}

  /** A token as each request to the bot carries it; `claims` take the place of its own. */
  token(claims: JsonObject = {}): string {
    const { identity, issuer, serviceUrl, key } = this.workplace;
    const now = Math.floor(this.workplace.now() / 1000);
    return key.token({
      serviceurl: serviceUrl,
      nbf: now - 300,
      exp: now + tokenLifetime,
      iss: issuer,
      aud: identity.appId,
      ...claims,
    });
  }

  /** Posts an activity that no answer is awaited for. Gives false where the bot did not take it, and notes that. */
  async send(activity: JsonObject): Promise<boolean> {
    const where = `${stringAt(activity, "type")}`;
    const response = await this.deliver(activity, where, messagePatience);
    if (response === undefined) return false;
    if (response.status >= 200 && response.status < 300) return true;
    this.workplace.recordProblem("delivery_refused", where, [`The bot answered ${response.status}.`]);
    return false;
  }

  /** Posts an invoke and reads its answer. */
  async invoke(activity: JsonObject): Promise<InvokeAnswer> {
    this.workplace.activity.callBegins();
    try {
      return await this.ask(activity, stringAt(activity, "name") ?? "invoke");
    } finally {
      // The answer is all that an invoke asks for: it counts as a sign of the bot's life.
      this.workplace.activity.callEnds();
    }
  }

  private async ask(activity: JsonObject, where: string): Promise<InvokeAnswer> {
    const started = performance.now();
    const patience = this.workplace.options.invokePatience ?? teamsPatience;
    const response = await this.deliver(activity, where, patience.failed);
    if (response === undefined) return { ok: false };
    const took = performance.now() - started;
    if (took > patience.slow)
      this.workplace.recordProblem("slow_invoke", where, [`The answer took ${Math.round(took)} ms.`]);
    if (response.status !== 200) {
      this.workplace.recordProblem("invoke_refused", where, [`The bot answered ${response.status}.`]);
      return { ok: false };
    }
    if (response.body === "") return { ok: true, body: undefined };
    const body = parseJson(response.body);
    if (body === undefined) this.workplace.recordProblem("invoke_answer", where, ["The answer is no JSON."]);
    return body === undefined ? { ok: false } : { ok: true, body };
  }

  /** Posts a body as it is: properly signed, unless headers say otherwise. */
  postRaw(headers: Record<string, string>, body: string): Promise<RawResponse> {
    if (this.messagesUrl === undefined) throw new Error("The tenant knows no address of a bot.");
    return this.http.post(this.messagesUrl, { ...this.headers(), ...headers }, body, messagePatience);
  }

  private async deliver(
    activity: JsonObject,
    where: string,
    timeout: number,
  ): Promise<RawResponse | undefined> {
    if (this.messagesUrl === undefined) return undefined;
    const headers = this.headers();
    const body = JSON.stringify(activity);
    const at = this.workplace.now();
    const delivery: RecordedTeamsDelivery = { headers, body, activity, response: undefined, at };
    this.recorded.push(delivery);
    try {
      delivery.response = await this.http.post(this.messagesUrl, headers, body, timeout);
      return delivery.response;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.workplace.recordProblem("delivery_failed", where, [message]);
      return undefined;
    } finally {
      this.workplace.activity.nudge();
    }
  }

  private headers(): Record<string, string> {
    return {
      authorization: `Bearer ${this.token()}`,
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
    };
  }
}
