import type { types } from "@slack/bolt";
import type { Outcome } from "../../ui/outcome";
import type { Port } from "../port";
import type { Acknowledgement } from "./acknowledgement";
import type { Answers } from "./answers";
import { withBanner } from "./banner";
import { fieldBlockId, fieldOf } from "./identifiers";
import type { Arrival } from "./parse";
import type { ViewPayload } from "./payloads";
import { renderDone } from "./render-form";
import type { SlackTexts } from "./texts";

/** https://docs.slack.dev/surfaces/modals#displaying_errors and #updating_response */
export type ModalReply =
  | { response_action: "update"; view: types.ModalView }
  | { response_action: "errors"; errors: Record<string, string> };

/**
 * A form handed in. Without an answer in time it has been told to wait (see `bind.ts`), and is then brought to its end
 * by views.update, since no call closes a modal.
 */
export async function performForSubmission(
  outcome: Outcome,
  arrival: Arrival<ViewPayload>,
  ack: Acknowledgement<ModalReply>,
  to: Answers,
  port: Port,
  texts: () => Promise<SlackTexts>,
): Promise<void> {
  const { view, origin } = arrival;
  switch (outcome.kind) {
    case "openForm": {
      const next = to.form(outcome.form, origin);
      if (!(await ack.give({ response_action: "update", view: next }))) await to.updateView(view.id, next);
      return;
    }
    case "formErrors": {
      const reply = errorReply(outcome.errors, view);
      if (!(await ack.give(reply)))
        await to.updateView(view.id, withBanner(view, allErrors(outcome.errors, view)));
      return;
    }
    case "nothing":
    case "reply":
    case "replaceCard":
    case "home": {
      const closed = await ack.give();
      if (outcome.kind === "reply") await to.tell(arrival, to.message(outcome.card));
      if (outcome.kind === "replaceCard") await to.replace(arrival, outcome.card);
      if (outcome.kind === "home") await port.publishHome(arrival.interaction.userId, outcome.card);
      if (closed) return;
      const { done, close } = await texts();
      return await to.updateView(view.id, renderDone(view.title?.text ?? "", done, close));
    }
    case "options":
      throw new Error("options cannot answer a form");
  }
}

/**
 * Each error beside its field. What is about the whole form stands at its top; where fields have errors too, Slack shows
 * only those, so it then joins the first of them.
 */
export function errorReply(errors: Readonly<Record<string, string>>, view: ViewPayload): ModalReply {
  const asked = [
    ...fieldBlocks(view).map((block) => block.block_id ?? ""),
    ...Object.keys(view.state.values),
  ];
  const fields = new Set(asked.map(fieldOf));
  const beside: Record<string, string> = {};
  const general: string[] = [];
  for (const [field, message] of Object.entries(errors)) {
    if (fields.has(field)) beside[fieldBlockId(field)] = message;
    else general.push(message);
  }
  // A form that comes back without its blocks can't be drawn again with a line on top.
  const any = view.blocks.length === 0 ? asked.find((block) => fieldOf(block) !== null) : undefined;
  const first = Object.keys(beside)[0] ?? any;
  if (first === undefined) return { response_action: "update", view: withBanner(view, general.join(" ")) };
  if (general.length > 0) beside[first] = [beside[first] ?? [], ...general].flat().join(" ");
  return { response_action: "errors", errors: beside };
}

/** All errors in one text, each with its field's label. */
function allErrors(errors: Readonly<Record<string, string>>, view: ViewPayload): string {
  const labels = new Map(fieldBlocks(view).map((block) => [fieldOf(block.block_id ?? ""), labelOf(block)]));
  return Object.entries(errors)
    .map(([field, message]) => (labels.has(field) ? `${labels.get(field)}: ${message}` : message))
    .join("\n");
}

type Block = ViewPayload["blocks"][number];

const fieldBlocks = (view: ViewPayload): Block[] => view.blocks.filter((block) => block.type === "input");

function labelOf(block: Block): string {
  const label = block.label;
  return typeof label === "object" && label !== null && "text" in label ? String(label.text) : "";
}
