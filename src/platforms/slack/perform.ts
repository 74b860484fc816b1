import type { types } from "@slack/bolt";
import type { Outcome } from "../../ui/outcome";
import type { Port } from "../port";
import type { Acknowledgement } from "./acknowledgement";
import type { Answers, MessageBody } from "./answers";
import type { Arrival } from "./parse";
import { drawOption } from "./render-form";

export type EphemeralReply = MessageBody & { response_type: "ephemeral" };
export interface OptionsReply {
  options: types.PlainTextOption[];
}

const misplaced = (outcome: Outcome, arrival: Arrival): Error =>
  new Error(`the outcome "${outcome.kind}" cannot answer a ${arrival.interaction.input.kind}`);

export const ephemeral = (body: MessageBody): EphemeralReply => ({ response_type: "ephemeral", ...body });

/** A slash command: the acknowledgement itself carries the reply. */
export async function performForCommand(
  outcome: Outcome,
  arrival: Arrival,
  ack: Acknowledgement<EphemeralReply>,
  to: Answers,
  port: Port,
): Promise<void> {
  switch (outcome.kind) {
    case "reply":
    case "replaceCard": {
      const body = to.message(outcome.card);
      if (!(await ack.give(ephemeral(body)))) await to.tell(arrival, body);
      return;
    }
    default:
      return await performForPress(outcome, arrival, ack, to, port);
  }
}

/** A button, a message shortcut, the home page opened. */
export async function performForPress(
  outcome: Outcome,
  arrival: Arrival,
  ack: Acknowledgement<never> | Acknowledgement<EphemeralReply>,
  to: Answers,
  port: Port,
): Promise<void> {
  switch (outcome.kind) {
    case "openForm": {
      // At once: the trigger runs out 3 s after the press, and the acknowledgement has time as long.
      const [opened] = await Promise.allSettled([to.open(arrival, outcome.form), ack.give()]);
      if (opened.status === "rejected") throw opened.reason;
      return;
    }
    case "nothing":
      await ack.give();
      return;
    case "reply":
      await ack.give();
      return await to.tell(arrival, to.message(outcome.card));
    case "replaceCard":
      await ack.give();
      return await to.replace(arrival, outcome.card);
    case "home":
      await ack.give();
      return await port.publishHome(arrival.interaction.userId, outcome.card);
    case "formErrors":
    case "options":
      throw misplaced(outcome, arrival);
  }
}

/** Somebody types into a lookup field. */
export async function performForSearch(
  outcome: Outcome,
  arrival: Arrival,
  ack: Acknowledgement<OptionsReply>,
  mostOptions: number,
): Promise<void> {
  if (outcome.kind !== "options") throw misplaced(outcome, arrival);
  await ack.give({ options: outcome.options.slice(0, mostOptions).map(drawOption) });
}
