import {
  arrayAt,
  isObject,
  type JsonObject,
  objectAt,
  objectsAt,
  parseJson,
  stringAt,
} from "../../../sandbox/json";
import type { Json } from "../../../sandbox/protocol";
import { activity, invokeActivity, type Place } from "../../../sandbox/teams/activities";
import { errorsBesideFields, fieldsOf } from "../../../sandbox/teams/actor/fields";
import { sizeFaults } from "../../../sandbox/teams/cards/check-activity";
import { checkCard } from "../../../sandbox/teams/cards/check-card";
import { visibleMessageText } from "../../../sandbox/teams/cards/message-text";
import { actionsOf, visibleCardText } from "../../../sandbox/teams/cards/read-card";
import { cardFor } from "../../../sandbox/teams/messages";
import { wireKey } from "../../../src/platforms/teams/wire";
import type { Post, RunningCompany } from "../../support/company";
import type { Answer } from "./client";

/** What came of one delivery, wherever the bot put it: `errors` are by the labels of the fields. */
export interface TeamsAnswer extends Answer {
  /** The answer to an invoke, read; null where it has no body. */
  said: Json;
  /** Every card that was shown, in the answer or in the person's own chat. */
  cards: JsonObject[];
  /** What Teams would not have taken of the answer itself. */
  invalid: string[];
}

/** A form as it was opened: what its button carries, to be handed in with whatever else. */
export interface TeamsForm {
  post: Post;
  card: JsonObject;
  carried: JsonObject;
}

/** Delivers by hand what Teams' own client would not, properly signed, and reads every answer as that client does. */
export class HandMadeTeamsClient {
  constructor(readonly company: RunningCompany) {}

  private get workplace() {
    return this.company.teams.workplace;
  }

  person(post: Post) {
    const found = this.workplace.directory.find(this.company.as(post).member.email);
    if (!found) throw new Error(`nobody in the tenant is the ${post}`);
    return found;
  }

  /** Somebody's chat with the bot, or a channel. */
  place(post: Post, channel?: string): Place {
    const { conversations } = this.workplace;
    const conversation =
      channel === undefined
        ? conversations.personal(this.person(post).id)
        : conversations.findChannel(channel);
    if (!conversation) throw new Error(`there is no conversation ${channel ?? post}`);
    return { conversation };
  }

  /** A message to the bot with exactly this text, and whatever else. */
  say(post: Post, text: string, more: JsonObject = {}): Promise<TeamsAnswer> {
    const id = this.workplace.messages.nextId();
    const said = { type: "message", textFormat: "plain", id, text, ...more };
    return this.deliver(post, activity(this.workplace, this.person(post), this.place(post), said));
  }

  /** An invoke with whatever value. */
  invoke(
    post: Post,
    name: string,
    value: Json,
    { channel, replyToId }: { channel?: string; replyToId?: string } = {},
  ): Promise<TeamsAnswer> {
    const place = this.place(post, channel);
    const made = invokeActivity(this.workplace, this.person(post), place, name, {}, replyToId);
    return this.deliver(post, { ...made, value });
  }

  /** A press of a button that stands nowhere, or elsewhere. */
  press(post: Post, action: string, id: string, channel?: string): Promise<TeamsAnswer> {
    return this.execute(post, { [wireKey]: { do: "press", action, id } }, "manual", channel);
  }

  /** A client that asks for its reader's own view of a card in a channel. */
  refresh(post: Post, id: string, channel: string): Promise<TeamsAnswer> {
    return this.execute(
      post,
      { [wireKey]: { do: "press", action: "notice.view", id } },
      "automatic",
      channel,
    );
  }

  execute(post: Post, data: Json, trigger = "manual", channel?: string): Promise<TeamsAnswer> {
    const action = { type: "Action.Execute", verb: "drumbeat", data };
    return this.invoke(
      post,
      "adaptiveCard/action",
      { action, trigger },
      channel === undefined ? {} : { channel },
    );
  }

  /** The dialog behind a button. Throws, with what was said, where none opens. */
  async open(post: Post, wire: JsonObject): Promise<TeamsForm> {
    const data = { msteams: { type: "task/fetch" }, [wireKey]: wire };
    const { said, text } = await this.invoke(post, "task/fetch", { data, context: { theme: "default" } });
    return this.formIn(post, said, text);
  }

  /** The form in an answer. Throws, with what was said, where there is none. */
  formIn(post: Post, said: Json, text = JSON.stringify(said)): TeamsForm {
    const card = cardIn(said);
    const carried = actionsOf(card).flatMap((action) => {
      const wire = objectAt(objectAt(action, "data"), wireKey);
      return wire ? [wire] : [];
    });
    const submit = carried.find((wire) => wire.do === "submit");
    if (!card || !submit) throw new Error(`no form opened: ${text}`);
    return { post, card, carried: submit };
  }

  /** A dialog handed in with these values by field; `carried` takes the place of what its button carries. */
  handIn(
    { post, carried }: TeamsForm,
    values: JsonObject,
    { by = post, ...more }: { by?: Post; carried?: Json } = {},
  ): Promise<TeamsAnswer> {
    const inputs = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`field:${name}`, value]),
    );
    return this.submit(by, { ...inputs, [wireKey]: more.carried ?? carried });
  }

  /** A dialog handed in with whatever data. */
  submit(post: Post, data: Json): Promise<TeamsAnswer> {
    return this.invoke(post, "task/submit", { data, context: { theme: "default" } });
  }

  /** What a field that searches offers. */
  async search(post: Post, dataset: Json, queryText: Json): Promise<{ status: number; options: string[] }> {
    const value = { queryText, queryOptions: { skip: 0, top: 15 }, dataset, kind: "search" };
    const { status, said } = await this.invoke(post, "application/search", value);
    const results = arrayAt(objectAt(isObject(said) ? said : {}, "value"), "results");
    return { status, options: results.map((each) => JSON.stringify(each)) };
  }

  private async deliver(post: Post, made: JsonObject): Promise<TeamsAnswer> {
    const before = new Set(this.inChat(post).map(({ id }) => id));
    const { status, body } = await this.company.teams.deliverRaw({ body: JSON.stringify(made) });
    // A message is taken in first and answered from the queue.
    if (made.type === "message") await this.company.settled(30_000);
    const said = parseJson(body) ?? null;
    const answered = cardIn(said);
    const come = this.inChat(post).filter(({ id, fromBot }) => fromBot && !before.has(id));
    const { id } = this.person(post);
    const cards = [
      ...(answered ? [answered] : []),
      ...come.flatMap((each) => {
        const card = cardFor(each, id);
        return card ? [card] : [];
      }),
    ];
    const texts = [
      sentenceIn(said),
      visibleCardText(answered),
      ...come.map((each) => visibleMessageText(each, id)),
    ];
    const isForm = answered !== undefined && fieldsOf(answered, {}, new Map()).length > 0;
    return {
      status,
      body,
      said,
      cards,
      invalid: answered
        ? [...checkCard(answered), ...sizeFaults(Buffer.byteLength(body)).map(({ kind }) => kind)]
        : [],
      errors: isForm ? errorsIn(answered) : {},
      text: texts.filter((text) => text !== "").join("\n"),
      blocks: [],
      closed: made.name === "task/submit" && status === 200 && body === "",
      modal: undefined,
    };
  }

  private inChat(post: Post) {
    return this.workplace.messages.of(this.place(post).conversation.id);
  }
}

/** The adaptive card in what an invoke was answered with. */
function cardIn(said: Json): JsonObject | undefined {
  if (!isObject(said)) return undefined;
  if (said.type === "application/vnd.microsoft.card.adaptive") return objectAt(said, "value");
  const inTask = objectAt(objectAt(objectAt(said, "task"), "value"), "card");
  const [found] = objectsAt(objectAt(said, "composeExtension"), "attachments");
  return objectAt(inTask ?? found, "content");
}

function sentenceIn(said: Json): string {
  if (!isObject(said)) return "";
  const task = objectAt(said, "task");
  const extension = objectAt(said, "composeExtension");
  return stringAt(said, "value") ?? stringAt(task, "value") ?? stringAt(extension, "text") ?? "";
}

const errorsIn = (card: JsonObject): Record<string, string> => ({
  ...Object.fromEntries(errorsBesideFields(card)),
  ...Object.fromEntries(
    fieldsOf(card, {}, new Map()).flatMap(({ label, error }) =>
      error === undefined ? [] : [[label, error]],
    ),
  ),
});
