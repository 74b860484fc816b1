import type { StoredConversation } from "../conversations";
import { eventPayload } from "../delivery/payloads";
import { compact } from "../json";
import type { StoredMessage } from "../messages";
import type { Subscription } from "../options";
import type { Act, ActResult, Member } from "../protocol";
import { type StoredView, toSlackView } from "../views";
import { actInMessage, actInView, useShortcut } from "./actions";
import { runCommand } from "./commands";
import { type Host, refuse } from "./host";
import { say } from "./say";
import { askForOptions, listOptions, type SuggestionPlace } from "./suggestions";
import { closeView, keepTyped, submitView } from "./views";

/** Does what a person does in the client. The page and the tests' actors both come through here. */
export class Interactions {
  constructor(
    private readonly host: Host,
    private readonly subscriptions: ReadonlySet<Subscription>,
  ) {}

  async perform(member: Member, act: Act): Promise<ActResult> {
    const { host } = this;
    switch (act.type) {
      case "command":
        return this.in(member, act.conversationId, (place) =>
          runCommand(host, member, place, act.name, act.text),
        );
      case "say":
        return this.in(member, act.conversationId, (place) =>
          say(host, this.subscriptions, member, place, act.text, act.fileIds),
        );
      case "messageAction":
        return this.on(member, act, (place, message) => actInMessage(host, member, place, message, act));
      case "messageShortcut":
        return this.on(member, act, (place, message) =>
          useShortcut(host, member, place, message, act.callbackId),
        );
      case "viewAction":
        return this.with(member, act.viewId, async (view) => {
          const missing = keepTyped(host, view, act.values);
          return missing === undefined
            ? actInView(host, member, view, act)
            : refuse(host, member.id, missing);
        });
      case "submitView":
        return this.with(member, act.viewId, (view) => submitView(host, member, view, act.values));
      case "closeView":
        return this.with(member, act.viewId, (view) => closeView(host, member, view));
      case "options":
        return this.options(member, act);
      case "openHome":
        return this.openHome(member);
      case "markRead":
        host.workspace.messages.markRead(member.id, act.conversationId);
        return { ok: true };
    }
  }

  /** Where a menu stands that this person asks options for; undefined where they cannot see it. */
  placeOf(
    member: Member,
    act: { viewId?: string; conversationId?: string; ts?: string },
  ): SuggestionPlace | undefined {
    if (act.viewId !== undefined) {
      const view = this.viewOf(member, act.viewId);
      return view === undefined ? undefined : { view };
    }
    const conversation = this.conversationOf(member, act.conversationId ?? "");
    const message = this.messageOf(member, act.conversationId ?? "", act.ts ?? "");
    return conversation === undefined || message === undefined ? undefined : { conversation, message };
  }

  private async options(member: Member, act: Extract<Act, { type: "options" }>): Promise<ActResult> {
    const place = this.placeOf(member, act);
    if (place === undefined) return { ok: false, problem: "This form is no longer open." };
    const query = { blockId: act.blockId, actionId: act.actionId, value: act.query };
    const result = await askForOptions(this.host, member, place, query);
    if ("problem" in result) return { ok: false, problem: result.problem };
    return { ok: true, options: listOptions(result.options) };
  }

  private async openHome(member: Member): Promise<ActResult> {
    const { workspace, delivery } = this.host;
    if (!this.subscriptions.has("app_home_opened")) return { ok: true };
    const current = workspace.views.home(member.id);
    const event = compact({
      type: "app_home_opened",
      user: member.id,
      channel: workspace.conversations.direct(member.id).id,
      tab: "home",
      view: current === undefined ? undefined : toSlackView(current, workspace.identity),
      event_ts: workspace.identifiers.timestamp(),
    });
    await delivery.sendEvent(eventPayload(workspace, event));
    return { ok: true };
  }

  private conversationOf(member: Member, id: string): StoredConversation | undefined {
    const conversation = this.host.workspace.conversations.find(id);
    return conversation?.memberIds.includes(member.id) ? conversation : undefined;
  }

  private messageOf(member: Member, conversationId: string, ts: string): StoredMessage | undefined {
    const message = this.host.workspace.messages.find(conversationId, ts);
    const hidden = message?.onlyFor !== undefined && message.onlyFor !== member.id;
    return hidden ? undefined : message;
  }

  private viewOf(member: Member, id: string): StoredView | undefined {
    const view = this.host.workspace.views.find(id);
    return view?.userId === member.id ? view : undefined;
  }

  private async in(
    member: Member,
    conversationId: string,
    then: (conversation: StoredConversation) => Promise<ActResult>,
  ): Promise<ActResult> {
    const conversation = this.conversationOf(member, conversationId);
    if (conversation === undefined) return refuse(this.host, member.id, "You are not in this conversation.");
    return then(conversation);
  }

  private async on(
    member: Member,
    at: { conversationId: string; ts: string },
    then: (conversation: StoredConversation, message: StoredMessage) => Promise<ActResult>,
  ): Promise<ActResult> {
    const conversation = this.conversationOf(member, at.conversationId);
    const message = this.messageOf(member, at.conversationId, at.ts);
    if (conversation === undefined || message === undefined) {
      return refuse(this.host, member.id, "This message is no longer there.");
    }
    return then(conversation, message);
  }

  private async with(
    member: Member,
    viewId: string,
    then: (view: StoredView) => Promise<ActResult>,
  ): Promise<ActResult> {
    const view = this.viewOf(member, viewId);
    if (view === undefined) return refuse(this.host, member.id, "This form is no longer open.");
    return then(view);
  }
}
