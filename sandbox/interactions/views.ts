import { elementState, inputBlocks, stateValues, submissionErrors } from "../block-kit/state";
import type { Acknowledgement } from "../delivery/acknowledgement";
import { viewClosedPayload, viewSubmissionPayload } from "../delivery/payloads";
import { arrayAt, isObject, type JsonObject, objectAt, stringAt } from "../json";
import type { ActResult, InputValues, Json, Member } from "../protocol";
import type { StoredView } from "../views";
import { SlackError } from "../web-api/slack-error";
import { checkView } from "../web-api/views";
import { findElement } from "./actions";
import { type Host, refuse, troubleConnecting } from "./host";

/**
 * Keeps what a person has typed into a view. Values of fields that an update has taken away are left behind.
 * Gives a sentence for the person where a file is not there; undefined when all went well.
 */
export function keepTyped(host: Host, view: StoredView, values: InputValues): string | undefined {
  for (const [blockId, entries] of Object.entries(values)) {
    for (const [actionId, entry] of Object.entries(entries)) {
      const found = findElement(view.blocks, blockId, actionId);
      if (found === undefined || !isObject(entry)) continue;
      const isFiles = found.element.type === "file_input";
      const files = isFiles ? filesOf(host, entry) : [];
      if (files === undefined) return "A file of this form is no longer there. Please add it again.";
      const given = isFiles ? { ...entry, files } : entry;
      const state = elementState(found.element, given);
      if (state !== undefined) view.touched[blockId] = { ...view.touched[blockId], [actionId]: state };
    }
  }
  return undefined;
}

/** The chosen files as view_submission shows them; the page knows them by id only. Undefined where one is unknown. */
function filesOf(host: Host, entry: JsonObject): Json[] | undefined {
  const ids = arrayAt(entry, "files").map((item) =>
    isObject(item) ? (stringAt(item, "id") ?? "") : String(item),
  );
  const files = ids.flatMap((id) => host.workspace.files.find(id) ?? []);
  return files.length === ids.length
    ? files.map((file) => host.workspace.files.toSlackFile(file))
    : undefined;
}

/** Submits a modal: checks it as Slack's client does, delivers it and does what the app answers. */
export async function submitView(
  host: Host,
  member: Member,
  view: StoredView,
  values: InputValues,
): Promise<ActResult> {
  const { workspace } = host;
  if (objectAt(view.definition, "submit") === undefined) {
    return refuse(host, member.id, "This view has nothing to submit.");
  }
  const missing = keepTyped(host, view, values);
  if (missing !== undefined) return refuse(host, member.id, missing);
  const errors = submissionErrors(view.blocks, stateValues(view.blocks, view.touched));
  if (Object.keys(errors).length > 0) return showErrors(host, view, errors);
  view.errors = {};
  const payload = viewSubmissionPayload(workspace, member, view);
  const acknowledgement = await host.delivery.send("interaction", payload);
  return follow(host, member, view, acknowledgement);
}

function showErrors(host: Host, view: StoredView, errors: Record<string, string>): ActResult {
  view.errors = errors;
  host.workspace.announceView(view);
  return { ok: false, errors };
}

/** Does what the answer to a view_submission says: https://docs.slack.dev/surfaces/modals#updating_apis */
function follow(host: Host, member: Member, view: StoredView, acknowledgement: Acknowledgement): ActResult {
  const { workspace } = host;
  if (!acknowledgement.ok) return refuse(host, member.id, troubleConnecting);
  const answer = acknowledgement.payload;
  if (answer === undefined) {
    if (view.definition.clear_on_close === true) workspace.views.clear(member.id);
    else workspace.views.close(view);
    workspace.announceModals(member.id);
    return { ok: true };
  }
  try {
    if (!isObject(answer)) throw new SlackError("invalid_response", [`Not JSON: ${String(answer)}`]);
    return act(host, member, view, answer);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    workspace.recordProblem(error.code, "view_submission", error.messages);
    return refuse(host, member.id, troubleConnecting);
  }
}

function act(host: Host, member: Member, view: StoredView, answer: JsonObject): ActResult {
  const { workspace } = host;
  const definition = objectAt(answer, "view");
  const requireView = (): JsonObject => {
    if (definition === undefined) throw new SlackError("invalid_response", ["missing required field: view"]);
    return definition;
  };
  switch (answer.response_action) {
    case "errors":
      return showErrors(host, view, readErrors(view, answer));
    case "clear":
      workspace.views.clear(member.id);
      break;
    case "update":
      checkView(workspace, requireView(), "modal", view);
      workspace.views.update(view, requireView());
      break;
    case "push":
      checkView(workspace, requireView(), "modal");
      if (workspace.views.push(member.id, requireView()) === undefined)
        throw new SlackError("push_limit_reached");
      break;
    default:
      throw new SlackError("invalid_response", [
        `unknown response_action: ${String(answer.response_action)}`,
      ]);
  }
  workspace.announceModals(member.id);
  return { ok: true };
}

/** Errors by block_id. Slack refuses the whole answer when one names no input block of the view, or is empty. */
function readErrors(view: StoredView, answer: JsonObject): Record<string, string> {
  const given = objectAt(answer, "errors") ?? {};
  const inputs = new Set(inputBlocks(view.blocks).map((entry) => entry.blockId));
  const errors: Record<string, string> = {};
  for (const [blockId, text] of Object.entries(given)) {
    if (!inputs.has(blockId))
      throw new SlackError("invalid_response", [`no input block "${blockId}" in the view`]);
    if (typeof text !== "string" || text === "") {
      throw new SlackError("invalid_response", [`the error of "${blockId}" is no text`]);
    }
    errors[blockId] = text;
  }
  if (Object.keys(errors).length === 0) throw new SlackError("invalid_response", ["errors is empty"]);
  return errors;
}

/** Closes a modal as its person; the app hears of it where it asked to. */
export async function closeView(host: Host, member: Member, view: StoredView): Promise<ActResult> {
  const { workspace } = host;
  const clearing = view.definition.clear_on_close === true;
  const closed = clearing ? workspace.views.clear(member.id) : workspace.views.close(view);
  workspace.announceModals(member.id);
  for (const each of closed) {
    if (each.definition.notify_on_close !== true) continue;
    await host.delivery.send("interaction", viewClosedPayload(workspace, member, each, clearing));
  }
  return { ok: true };
}
