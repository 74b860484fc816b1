import { isObject, type JsonObject, parseJson } from "../json";
import type { Json } from "../protocol";
import { SlackError } from "./slack-error";

/** The arguments of a Web API call, which may come as a form (all strings, objects as JSON text) or as JSON. */
export class Arguments {
  constructor(readonly values: JsonObject) {}

  /** A string; numbers are taken as written. Undefined where it is absent or empty. */
  text(name: string): string | undefined {
    const value = this.values[name];
    if (typeof value === "number") return String(value);
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** A string that must be there. Throws invalid_arguments, as Slack names it. */
  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) {
      throw new SlackError("invalid_arguments", [`[ERROR] missing required field: ${name}`]);
    }
    return value;
  }

  /** JSON, given as such or as text. Throws `error` where the text is no JSON. */
  json(name: string, error: string): Json | undefined {
    const value = this.values[name];
    if (typeof value !== "string") return value ?? undefined;
    if (value === "") return undefined;
    const parsed = parseJson(value);
    if (parsed === undefined) throw new SlackError(error);
    return parsed;
  }

  /** A JSON object. Throws `error` for anything else. */
  object(name: string, error: string): JsonObject | undefined {
    const value = this.json(name, error);
    if (value !== undefined && !isObject(value)) throw new SlackError(error);
    return value;
  }

  flag(name: string): boolean {
    const value = this.values[name];
    return value === true || value === "true" || value === "1" || value === 1;
  }

  /** A whole number from 1 to `max`, `otherwise` when absent. Throws invalid_limit for anything else. */
  limit(otherwise: number, max: number): number {
    const given = this.text("limit");
    if (given === undefined) return otherwise;
    const value = Number(given);
    if (!Number.isInteger(value) || value < 0 || value > max) throw new SlackError("invalid_limit");
    return value === 0 ? otherwise : value;
  }
}
