import type { JsonObject } from "../json";
import type { Json } from "../protocol";
import type { Workspace } from "../workspace";
import type { Arguments } from "./arguments";
import { SlackError } from "./slack-error";

/** One Web API method: gives the answer without `ok`, or throws a SlackError. */
export type Method = (args: Arguments, workspace: Workspace) => JsonObject;

/** One page of `items` and the cursor of the next, as Slack's collections work. Throws invalid_cursor. */
export function paginate(items: Json[], args: Arguments): { page: Json[]; next: string } {
  const limit = args.limit(100, 1_000);
  const cursor = args.text("cursor");
  const start =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, "base64").toString().replace("next:", ""));
  if (!Number.isInteger(start) || start < 0) throw new SlackError("invalid_cursor");
  const end = start + limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString("base64") : "";
  return { page: items.slice(start, end), next };
}
