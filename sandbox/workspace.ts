import { Activity } from "./activity";
import type { NameOf } from "./block-kit/visible-text";
import { Conversations, type StoredConversation } from "./conversations";
import { type AppIdentity, Directory } from "./directory";
import { Files } from "./files";
import { Identifiers, secret } from "./identifiers";
import type { JsonObject } from "./json";
import { Messages, type StoredMessage } from "./messages";
import { type SandboxOptions, slackTimings, type Timings } from "./options";
import type { Conversation, Message, MessageShortcut, SlashCommand, Snapshot } from "./protocol";
import { Faults, MessageLimiter } from "./rate-limits";
import { ResponseUrls } from "./response-urls";
import { Triggers } from "./triggers";
import { type StoredView, toPageView, Views } from "./views";

/** Something the bot did wrong, or failed to do. */
export interface Problem {
  /** Slack's name for it, e.g. "invalid_blocks", "operation_timeout". */
  kind: string;
  /** What in particular, one message for each fault. */
  details: string[];
  /** The Web API method or the delivery it concerns. */
  where: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A Web API call the bot made. */
export interface RecordedCall {
  method: string;
  args: JsonObject;
  response: JsonObject;
  at: number;
}

/** How many calls, problems and notices are kept; the oldest go first. */
const keptRecords = 5_000;

/** The state of the workspace. What it holds changes through its methods, which tell the people concerned. */
export class Workspace {
  readonly identity: AppIdentity;
  readonly now: () => number;
  readonly timings: Timings;
  readonly identifiers: Identifiers;
  readonly directory: Directory;
  readonly conversations: Conversations;
  readonly messages = new Messages();
  readonly files: Files;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly faults = new Faults();
  readonly limiter: MessageLimiter;
  readonly activity: Activity;
  readonly commands: SlashCommand[];
  readonly messageShortcuts: MessageShortcut[];
  readonly problems: Problem[] = [];
  readonly calls: RecordedCall[] = [];
  /** What Slack's own client told each member, oldest first. */
  readonly notices: { userId: string; text: string }[] = [];
  /** Where the sandbox listens, e.g. "http://127.0.0.1:3210"; set once it does. */
  origin = "";

  constructor(options: SandboxOptions) {
    this.now = options.clock ?? Date.now;
    this.timings = { ...slackTimings, ...options.timings };
    this.identifiers = new Identifiers(this.now);
    this.identity = newIdentity(this.identifiers, options);
    this.directory = new Directory(this.identifiers, this.identity);
    this.conversations = new Conversations(this.identifiers, this.identity.botUserId, this.now);
    this.files = new Files(this.identifiers, this.now, () => this.origin);
    this.views = new Views(this.identifiers, this.now);
    this.triggers = new Triggers(this.identifiers, this.timings.triggerLifetime, this.now);
    this.responseUrls = new ResponseUrls(this.timings.responseUrlLifetime, this.now, () => this.origin);
    this.limiter = new MessageLimiter(options.messageRate ?? { perSecond: 1, burst: 300 }, this.now);
    this.activity = new Activity(this.timings.quiet, this.timings.firstEffect);
    this.commands = options.commands ?? [];
    this.messageShortcuts = options.messageShortcuts ?? [];
    this.populate(options);
  }

  /** The name behind a member's or channel's id. */
  readonly nameOf: NameOf = (id) => this.directory.find(id)?.name ?? this.conversations.find(id)?.name;

  /** Adds a message and shows it to whoever may see it. */
  post(message: StoredMessage): StoredMessage {
    this.messages.add(message);
    this.activity.publish(this.audienceOf(message), { type: "message", message: toPageMessage(message) });
    return message;
  }

  /** Shows that a message has changed. */
  announceChange(message: StoredMessage): void {
    this.activity.publish(this.audienceOf(message), {
      type: "messageChanged",
      message: toPageMessage(message),
    });
  }

  remove(message: StoredMessage): void {
    const audience = this.audienceOf(message);
    this.messages.remove(message.conversationId, message.ts);
    const { conversationId, ts } = message;
    this.activity.publish(audience, { type: "messageDeleted", conversationId, ts });
  }

  announceModals(userId: string): void {
    this.activity.publish([userId], { type: "modals", modals: this.views.stack(userId).map(toPageView) });
  }

  announceView(view: StoredView): void {
    if (view.type === "modal") this.announceModals(view.userId);
    else this.activity.publish([view.userId], { type: "home", view: toPageView(view) });
  }

  announceConversation(conversation: StoredConversation): void {
    for (const memberId of conversation.memberIds) {
      this.activity.publish([memberId], {
        type: "conversation",
        conversation: this.toPageConversation(conversation, memberId),
      });
    }
  }

  /** What Slack's client tells this member, such as a command that failed. */
  tell(userId: string, text: string): void {
    this.notices.push({ userId, text });
    trim(this.notices);
    this.activity.publish([userId], { type: "problem", text });
  }

  /** Notes something the bot did wrong. */
  recordProblem(kind: string, where: string, details: string[] = []): void {
    this.problems.push({ kind, details, where, at: this.now() });
    trim(this.problems);
  }

  recordCall(call: RecordedCall): void {
    this.calls.push(call);
    trim(this.calls);
  }

  /** Everything one member sees, as the page loads it. Undefined where nobody has this id. */
  snapshot(userId: string): Snapshot | undefined {
    const me = this.directory.find(userId);
    if (me === undefined) return undefined;
    const mine = this.conversations.all().filter((entry) => entry.memberIds.includes(userId));
    const home = this.views.home(userId);
    return {
      me,
      members: this.directory.members,
      conversations: mine.map((entry) => this.toPageConversation(entry, userId)),
      messages: Object.fromEntries(
        mine.map((entry) => [entry.id, this.messages.visibleTo(userId, entry.id).map(toPageMessage)]),
      ),
      unread: Object.fromEntries(mine.map((entry) => [entry.id, this.messages.unread(userId, entry.id)])),
      commands: this.commands,
      messageShortcuts: this.messageShortcuts,
      modals: this.views.stack(userId).map(toPageView),
      home: home === undefined ? null : toPageView(home),
    };
  }

  private toPageConversation(conversation: StoredConversation, memberId: string): Conversation {
    const { id, kind, memberIds } = conversation;
    const other = memberIds.find((candidate) => candidate !== memberId) ?? memberId;
    return {
      id,
      kind,
      memberIds,
      name: kind === "direct" ? (this.nameOf(other) ?? other) : conversation.name,
    };
  }

  private audienceOf(message: StoredMessage): string[] {
    if (message.onlyFor !== undefined) return [message.onlyFor];
    return this.conversations.find(message.conversationId)?.memberIds ?? [];
  }

  private populate(options: SandboxOptions): void {
    const people = (options.members ?? []).map((member) => this.directory.add(member));
    for (const channel of options.channels ?? []) {
      const emails = channel.members;
      const ids =
        emails === undefined ? people.map((member) => member.id) : emails.map((email) => this.idOf(email));
      const all = channel.botIsMember === false ? ids : [...ids, this.identity.botUserId];
      this.conversations.addChannel(channel.name, all, channel.isPrivate === true);
    }
    for (const member of people) this.conversations.direct(member.id);
  }

  private idOf(email: string): string {
    const member = this.directory.findPerson(email);
    if (member === undefined) throw new Error(`No member of the sandbox has the e-mail address "${email}".`);
    return member.id;
  }
}

/** A message as the page shows it. */
function toPageMessage(message: StoredMessage): Message {
  const {
    byApp: _byApp,
    metadata: _metadata,
    attachments: _attachments,
    touched: _touched,
    ...shown
  } = message;
  return shown;
}

function trim(records: unknown[]): void {
  if (records.length > keptRecords) records.splice(0, records.length - keptRecords);
}

function newIdentity(identifiers: Identifiers, options: SandboxOptions): AppIdentity {
  return {
    teamId: identifiers.of("T", options.teamName ?? "sandbox"),
    teamDomain: (options.teamName ?? "sandbox").toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    appId: identifiers.of("A", "app"),
    botId: identifiers.of("B", "bot"),
    botUserId: identifiers.of("U", "bot"),
    botName: options.botName ?? "Drumbeat",
    verificationToken: secret(12),
    signingSecret: secret(16),
    botToken: `xoxb-sandbox-${secret(12)}`,
    appToken: `xapp-sandbox-${secret(12)}`,
  };
}
