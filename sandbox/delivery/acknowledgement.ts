import { isObject, parseJson } from "../json";
import type { Json } from "../protocol";

/** Why a delivery failed, as Slack's client names it to the person. */
export type DeliveryFailure =
  | "operation_timeout"
  | "http_service_error"
  | "http_client_error"
  | "dispatch_failed";

/** What the app answered. A string payload is plain text; undefined is an empty answer. */
export type Acknowledgement =
  | { ok: true; payload: Json | undefined; stopRetries: boolean }
  | { ok: false; failure: DeliveryFailure; stopRetries: boolean };

/** Reads the body of an HTTP answer: JSON where it is an object, else plain text. */
export function acknowledgedBody(body: string): Json | undefined {
  if (body.trim() === "") return undefined;
  const parsed = parseJson(body);
  return isObject(parsed) ? withoutEmpty(parsed) : body;
}

/** Reads the payload of a Socket Mode answer. */
export function acknowledgedPayload(payload: Json | undefined): Json | undefined {
  return isObject(payload) ? withoutEmpty(payload) : payload;
}

function withoutEmpty(payload: { [key: string]: Json }): Json | undefined {
  return Object.keys(payload).length === 0 ? undefined : payload;
}
