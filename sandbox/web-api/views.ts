import { limits } from "../block-kit/limits";
import { problemsOfView } from "../block-kit/validate";
import { type JsonObject, stringAt } from "../json";
import { type StoredView, toSlackView } from "../views";
import type { Workspace } from "../workspace";
import type { Arguments } from "./arguments";
import type { Method } from "./method";
import { SlackError } from "./slack-error";

/**
 * Checks a view. Throws view_too_large, duplicate_external_id, and invalid_arguments with each fault's place:
 * that, not invalid_blocks, is what the views methods answer.
 * @param replacing the view it takes the place of, which may keep its external_id.
 */
export function checkView(
  workspace: Workspace,
  view: JsonObject,
  type: "modal" | "home",
  replacing?: StoredView,
): void {
  if (Buffer.byteLength(JSON.stringify(view)) > limits.viewBytes) throw new SlackError("view_too_large");
  const faults = problemsOfView(view, type);
  if (faults.length > 0) throw new SlackError("invalid_arguments", faults);
  const externalId = stringAt(view, "external_id") ?? "";
  const holder = externalId === "" ? undefined : workspace.views.findByExternalId(externalId);
  if (holder !== undefined && holder !== replacing) throw new SlackError("duplicate_external_id");
}

function readView(args: Arguments): JsonObject {
  const view = args.object("view", "invalid_arguments");
  if (view === undefined) throw new SlackError("invalid_arguments", ["[ERROR] missing required field: view"]);
  return view;
}

function exchange(args: Arguments, workspace: Workspace): string {
  const result = workspace.triggers.exchange(args.requiredText("trigger_id"));
  if ("failure" in result) throw new SlackError(result.failure);
  return result.userId;
}

function answer(view: StoredView, workspace: Workspace): JsonObject {
  workspace.announceView(view);
  return { view: toSlackView(view, workspace.identity) };
}

function open(args: Arguments, workspace: Workspace): JsonObject {
  const definition = readView(args);
  checkView(workspace, definition, "modal");
  return answer(workspace.views.open(exchange(args, workspace), definition), workspace);
}

function push(args: Arguments, workspace: Workspace): JsonObject {
  const definition = readView(args);
  checkView(workspace, definition, "modal");
  const view = workspace.views.push(exchange(args, workspace), definition);
  if (view === undefined) throw new SlackError("push_limit_reached");
  return answer(view, workspace);
}

function update(args: Arguments, workspace: Workspace): JsonObject {
  const definition = readView(args);
  const viewId = args.text("view_id");
  const view =
    viewId === undefined
      ? workspace.views.findByExternalId(args.requiredText("external_id"))
      : workspace.views.find(viewId);
  if (view === undefined) throw new SlackError("not_found");
  const hash = args.text("hash");
  if (hash !== undefined && hash !== view.hash) throw new SlackError("hash_conflict");
  checkView(workspace, definition, view.type, view);
  workspace.views.update(view, definition);
  return answer(view, workspace);
}

function publish(args: Arguments, workspace: Workspace): JsonObject {
  const definition = readView(args);
  const userId = args.requiredText("user_id");
  if (workspace.directory.find(userId) === undefined) throw new SlackError("user_not_found");
  const current = workspace.views.home(userId);
  const hash = args.text("hash");
  if (hash !== undefined && current !== undefined && hash !== current.hash)
    throw new SlackError("hash_conflict");
  checkView(workspace, definition, "home", current);
  return answer(workspace.views.publishHome(userId, definition), workspace);
}

export const viewMethods: Record<string, Method> = {
  "views.open": open,
  "views.push": push,
  "views.update": update,
  "views.publish": publish,
};
