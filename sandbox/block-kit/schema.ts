import { isObject } from "../json";
import type { Json } from "../protocol";

/** Collects what is wrong, in Slack's words: "must be less than 76 characters [json-pointer:/blocks/0/text/text]". */
export class Report {
  readonly messages: string[] = [];

  add(message: string, pointer: string): void {
    this.messages.push(`[ERROR] ${message} [json-pointer:${pointer}]`);
  }
}

/** Checks one JSON value that stands at `pointer`. */
export type Check = (value: Json, pointer: string, report: Report) => void;

/** A string of `min` to `max` characters. */
export function string(max: number, min = 1): Check {
  return (value, pointer, report) => {
    if (typeof value !== "string") report.add("must provide a string", pointer);
    else if (value.length > max) report.add(`must be less than ${max + 1} characters`, pointer);
    else if (value.length < min) report.add(`must be more than ${min - 1} characters`, pointer);
  };
}

/** A string of the given form; `what` names the form in the message. */
export function pattern(form: RegExp, what: string): Check {
  return (value, pointer, report) => {
    if (typeof value !== "string") report.add("must provide a string", pointer);
    else if (!form.test(value)) report.add(`must be a valid ${what}`, pointer);
  };
}

export function boolean(): Check {
  return (value, pointer, report) => {
    if (typeof value !== "boolean") report.add("must provide a boolean", pointer);
  };
}

/** A whole number of `min` to `max`. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Check {
  return (value, pointer, report) => {
    if (typeof value !== "number" || !Number.isInteger(value)) report.add("must provide an integer", pointer);
    else if (value < min) report.add(`must be greater than or equal to ${min}`, pointer);
    else if (value > max) report.add(`must be less than or equal to ${max}`, pointer);
  };
}

export function oneOf(...allowed: Json[]): Check {
  return (value, pointer, report) => {
    if (!allowed.includes(value)) report.add(`must be a valid enum value`, pointer);
  };
}

/** An array of `min` to `max` items. */
export function array(item: Check, max: number, min = 1): Check {
  return (value, pointer, report) => {
    if (!Array.isArray(value)) {
      report.add("must provide an array", pointer);
      return;
    }
    if (value.length > max) report.add(`no more than ${max} items allowed`, pointer);
    if (value.length < min) report.add(`no less than ${min} items allowed`, pointer);
    for (const [index, entry] of value.entries()) item(entry, `${pointer}/${index}`, report);
  };
}

/** An object with exactly these properties; any other is refused, as Slack does. */
export function object(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return (value, pointer, report) => {
    if (!isObject(value)) {
      report.add("must provide an object", pointer);
      return;
    }
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) report.add(`missing required field: ${name}`, pointer);
    }
    for (const [name, entry] of Object.entries(value)) {
      const check = required[name] ?? optional[name];
      if (check === undefined) report.add(`invalid additional property: ${name}`, pointer);
      else check(entry, `${pointer}/${name}`, report);
    }
  };
}

/** An object whose `type` says which of `checks` it must pass. */
export function byType(checks: Record<string, Check>): Check {
  return (value, pointer, report) => {
    if (!isObject(value)) {
      report.add("must provide an object", pointer);
      return;
    }
    const type = value.type;
    const check = typeof type === "string" ? checks[type] : undefined;
    if (type === undefined) report.add("missing required field: type", pointer);
    else if (check === undefined) report.add(`unsupported type: ${String(type)}`, `${pointer}/type`);
    else check(value, pointer, report);
  };
}

/** Passes when every one of `checks` does. */
export function all(...checks: Check[]): Check {
  return (value, pointer, report) => {
    for (const check of checks) check(value, pointer, report);
  };
}
