import type { Actor } from "../../../sandbox";
import { elementState, inputBlocks, stateKey } from "../../../sandbox/block-kit/state";
import { visibleText } from "../../../sandbox/block-kit/visible-text";
import { commandPayload } from "../../../sandbox/delivery/payloads";
import { respond } from "../../../sandbox/interactions/respond";
import {
  arrayAt,
  asBlocks,
  isObject,
  type JsonObject,
  objectAt,
  parseJson,
  stringAt,
} from "../../../sandbox/json";
import type { Block } from "../../../sandbox/protocol";
import { type StoredView, toSlackView } from "../../../sandbox/views";
import { checkView } from "../../../sandbox/web-api/views";
import type { Post, RunningCompany } from "../../support/company";

/** What came of one delivery, wherever the bot put it. */
export interface Answer {
  status: number;
  /** The acknowledgement as it came. */
  body: string;
  /** Errors at a form's fields, by block_id. */
  errors: Record<string, string>;
  /** Everything that was said or shown to the person since: messages, modals, the home page, errors. */
  text: string;
  /** The same as blocks, for whoever looks at how it is written. */
  blocks: Block[];
  /** A form was handed in and taken: it closes, and notices tell the rest. */
  closed: boolean;
  /** The modal that it left on top, if it opened or changed one. */
  modal: StoredView | undefined;
}

/** By field: what is typed or chosen (by its value), or the field's whole state. */
export type FormAnswers = Readonly<Record<string, string | JsonObject>>;

function stateOf(element: JsonObject, answer: string | JsonObject): JsonObject {
  if (typeof answer !== "string") return answer;
  const type = stringAt(element, "type") ?? "";
  const key = stateKey(type) ?? "value";
  const option = { text: { type: "plain_text", text: answer }, value: answer };
  if (key === "selected_option") return { type, [key]: option };
  if (key === "selected_options") return { type, [key]: [option] };
  return { type, [key]: answer };
}

/** Delivers by hand what Slack's own client would not, and reads every answer as that client does. */
export class HandMadeClient {
  constructor(readonly company: RunningCompany) {}

  private get workspace() {
    return this.company.sandbox.workspace;
  }

  /** Where everything is done: in a channel every answer is for its reader alone, and no notice is taken for one. */
  private get channel() {
    const channel = this.workspace.conversations.findChannel("general");
    if (!channel) throw new Error("there is no channel");
    return channel;
  }

  /** A slash command with exactly this text: not trimmed, not escaped. */
  async command(post: Post, command: string, text: string): Promise<Answer> {
    const actor = this.company.as(post);
    const place = this.channel;
    const payload = commandPayload(this.workspace, actor.member, place, `/${command}`, text);
    const form = new URLSearchParams();
    for (const [key, value] of Object.entries(payload)) form.set(key, String(value));
    return this.deliver(actor, form.toString(), stringAt(payload, "response_url"));
  }

  /** A press of a button that stands nowhere, or elsewhere. */
  async press(post: Post, action: string, value: string, more: JsonObject = {}): Promise<Answer> {
    const actor = this.company.as(post);
    const place = this.channel;
    const responseUrl = this.workspace.responseUrls.issue({ userId: actor.id, conversationId: place.id });
    return this.interaction(actor, {
      type: "block_actions",
      container: {
        type: "message",
        message_ts: "1700000000.000100",
        channel_id: place.id,
        is_ephemeral: true,
      },
      channel: { id: place.id },
      trigger_id: this.workspace.triggers.issue(actor.id),
      response_url: responseUrl,
      actions: [{ type: "button", action_id: `action:${action}:0`, block_id: "b", value }],
      ...more,
    });
  }

  /** A form handed in with whatever `view` says. */
  submit(post: Post, view: JsonObject): Promise<Answer> {
    return this.interaction(this.company.as(post), { type: "view_submission", view });
  }

  /** A form handed in with these answers by field; an object is the field's whole state. `more` changes the rest of the view. */
  handIn(post: Post, view: StoredView, answers: FormAnswers, more: JsonObject = {}): Promise<Answer> {
    return this.submit(post, { ...this.filledIn(view, answers), ...more });
  }

  /** The view as a submission shows it. */
  filledIn(view: StoredView, answers: FormAnswers): JsonObject {
    const values: JsonObject = {};
    for (const { blockId, element } of inputBlocks(view.blocks)) {
      const answer = answers[blockId.replace("field:", "")];
      const state = answer === undefined ? elementState(element, undefined) : stateOf(element, answer);
      values[blockId] = { [stringAt(element, "action_id") ?? ""]: state ?? null };
    }
    return { ...toSlackView(view, this.workspace.identity), state: { values } };
  }

  /** What a lookup field offers. */
  async search(post: Post, source: string, value: string): Promise<{ status: number; options: string[] }> {
    const answer = await this.interaction(this.company.as(post), {
      type: "block_suggestion",
      action_id: `lookup:${source}`,
      block_id: "b",
      value,
    });
    const parsed = parseJson(answer.body);
    const options = isObject(parsed) ? arrayAt(parsed, "options") : [];
    return { status: answer.status, options: options.map((option) => JSON.stringify(option)) };
  }

  interaction(actor: Actor, payload: JsonObject): Promise<Answer> {
    const { teamId, teamDomain } = this.workspace.identity;
    const whole = {
      team: { id: teamId, domain: teamDomain },
      user: { id: actor.id, team_id: teamId },
      ...payload,
    };
    const form = new URLSearchParams({ payload: JSON.stringify(whole) });
    return this.deliver(actor, form.toString(), stringAt(payload, "response_url"), objectAt(payload, "view"));
  }

  private async deliver(
    actor: Actor,
    body: string,
    responseUrl: string | undefined,
    submitted?: JsonObject,
  ): Promise<Answer> {
    const { workspace } = this;
    const before = new Set(this.messagesOf(actor).map(({ ts }) => ts));
    const modalBefore = this.modalOf(actor)?.hash;
    // Signed by the second, and known by its signature: what differs in nothing would be one delivery.
    const unique = `${body}&nonce=${this.delivered++}`;
    const { status, body: said } = await this.company.sandbox.deliverRaw({ body: unique });
    const reply = parseJson(said);
    const shown: Block[] = [];
    const errors: Record<string, string> = {};
    if (isObject(reply) && reply.response_action === "errors") {
      for (const [field, text] of Object.entries(objectAt(reply, "errors") ?? {}))
        errors[field] = String(text);
    } else if (isObject(reply) && reply.response_action === "update") {
      const view = objectAt(reply, "view") ?? {};
      checkView(workspace, view, "modal");
      shown.push(...asBlocks(view.blocks));
    } else if (isObject(reply) && (reply.blocks !== undefined || reply.text !== undefined)) {
      const target = workspace.responseUrls.targetOf(responseUrl ?? "");
      if (target) respond(workspace, target, reply);
    } else if (said === "" && submitted === undefined) await this.shown(actor, before, modalBefore);
    const messages = this.messagesOf(actor).filter(({ ts }) => !before.has(ts));
    shown.push(...messages.flatMap(({ blocks }) => blocks));
    const top = this.modalOf(actor);
    const modal = top?.hash === modalBefore ? undefined : top;
    if (modal) shown.push(...modal.blocks);
    const texts = [visibleText(shown, workspace.nameOf), ...Object.values(errors)];
    const closed = submitted !== undefined && status === 200 && said === "";
    return {
      closed,
      status,
      body: said,
      errors,
      text: texts.join("\n").trim(),
      blocks: shown,
      modal,
    };
  }

  private delivered = 0;

  /** What is not answered in the acknowledgement comes by itself, or never. */
  private async shown(
    actor: Actor,
    before: ReadonlySet<string>,
    modalBefore: string | undefined,
  ): Promise<void> {
    const something = () =>
      this.messagesOf(actor).some(({ ts }) => !before.has(ts)) || this.modalOf(actor)?.hash !== modalBefore;
    await actor.waitFor(something, { timeout: 6_000 }).catch(() => undefined);
  }

  /** What was said to this person alone, where they acted; notices come to the direct conversation. */
  private messagesOf(actor: Actor) {
    const here = this.workspace.messages.visibleTo(actor.id, this.channel.id);
    return here.filter(({ onlyFor }) => onlyFor === actor.id);
  }

  private modalOf(actor: Actor): StoredView | undefined {
    return this.workspace.views.stack(actor.id).at(-1);
  }
}
