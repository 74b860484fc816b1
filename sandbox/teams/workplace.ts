import { Activity } from "../activity";
import { Files, type StoredFile } from "../files";
import { Identifiers } from "../identifiers";
import type { JsonObject } from "../json";
import type { SandboxOptions } from "../options";
import type { Json, UploadedFile } from "../protocol";
import { Faults } from "../rate-limits";
import type { Problem, Workspace } from "../workspace";
import { AccessTokens } from "./access-tokens";
import { TeamsConversations } from "./conversations";
import { type OpenDialog, toPageDialog } from "./dialogs";
import { TeamsDirectory, type TeamsPerson } from "./directory";
import { newTeamsIdentity, type TeamsIdentity } from "./identity";
import { type StoredTeamsMessage, seenBy, TeamsMessages } from "./messages";
import type { TeamsOptions } from "./options";
import type { TeamsEvent, TeamsSnapshot } from "./protocol";
import type { SigningKey } from "./signing-key";
import { Uploads } from "./uploads";

/** A call that the bot made to the Bot Connector. */
export interface RecordedTeamsCall {
  operation: string;
  method: string;
  /** Decoded, below the service URL. */
  path: string;
  body: Json | undefined;
  status: number;
  answer: Json | undefined;
  at: number;
}

/** How many calls, problems and notices are kept; the oldest go first. */
const keptRecords = 5_000;

/** A bot looks people up and asks its database before it answers: longer than that alone can take. */
const firstEffect = 1_500;

/** The state of the tenant. What it holds changes through its methods, which tell the people concerned. */
export class Workplace {
  readonly identity: TeamsIdentity;
  readonly directory: TeamsDirectory;
  readonly conversations: TeamsConversations;
  readonly messages: TeamsMessages;
  readonly tokens: AccessTokens;
  readonly files: Files;
  readonly uploads = new Uploads();
  readonly faults = new Faults();
  readonly activity: Activity<TeamsEvent>;
  readonly dialogs = new Map<string, OpenDialog>();
  /** Ids of those who have installed the bot. */
  readonly installed = new Set<string>();
  inTeam: boolean;
  readonly problems: Problem[] = [];
  readonly calls: RecordedTeamsCall[] = [];
  /** What Teams' client told each person, oldest first. */
  readonly notices: { personId: string; text: string }[] = [];
  readonly now: () => number;
  private readonly botListeners = new Set<(message: StoredTeamsMessage) => void>();

  constructor(
    readonly options: TeamsOptions,
    sandbox: SandboxOptions,
    private readonly workspace: Workspace,
    readonly key: SigningKey,
  ) {
    this.now = workspace.now;
    const team = options.teamName ?? sandbox.teamName ?? "Sandbox";
    this.identity = newTeamsIdentity(team, workspace.identity.botName);
    this.directory = new TeamsDirectory(workspace.directory, this.identity);
    this.conversations = new TeamsConversations(this.identity, this.directory, workspace);
    this.messages = new TeamsMessages(this.now);
    this.tokens = new AccessTokens(this.identity, this.now);
    this.files = new Files(new Identifiers(this.now), this.now, () => this.origin);
    this.activity = new Activity(workspace.timings.quiet, sandbox.timings?.firstEffect ?? firstEffect);
    this.inTeam = options.installedInTeam ?? true;
    for (const person of this.directory.people)
      if (options.installedFor?.includes(person.email) ?? true) this.installed.add(person.id);
  }

  get origin(): string {
    return this.workspace.origin;
  }

  get serviceUrl(): string {
    return `${this.origin}/teams/connector/`;
  }

  /** Whom the bot's tokens come from, as the tokens for the bot say. */
  get issuer(): string {
    return `${this.origin}/teams/openid`;
  }

  /** Calls `listener` whenever the bot has sent or changed a message. */
  onBotMessage(listener: (message: StoredTeamsMessage) => void): void {
    this.botListeners.add(listener);
  }

  /** Adds a message and shows it to whoever may see it. */
  post(message: StoredTeamsMessage): StoredTeamsMessage {
    this.messages.add(message);
    for (const id of this.audienceOf(message))
      this.activity.publish([id], { type: "message", message: seenBy(message, id) });
    if (message.fromBot) this.tellBotListeners(message);
    return message;
  }

  /** Shows that the bot has changed a message: what stood there for single people is gone. */
  change(message: StoredTeamsMessage): void {
    message.version += 1;
    message.edited = true;
    message.personalCards.clear();
    message.typed.clear();
    for (const id of this.audienceOf(message)) this.announceChange(message, id);
    this.tellBotListeners(message);
  }

  /** Puts a card in the message's place for one person. */
  showPersonally(message: StoredTeamsMessage, personId: string, card: JsonObject): void {
    message.personalCards.set(personId, card);
    message.typed.delete(personId);
    this.announceChange(message, personId);
  }

  announceChange(message: StoredTeamsMessage, personId: string): void {
    this.activity.publish([personId], { type: "messageChanged", message: seenBy(message, personId) });
  }

  remove(message: StoredTeamsMessage): void {
    this.messages.remove(message);
    const { conversationId, id } = message;
    this.activity.publish(this.audienceOf(message), { type: "messageDeleted", conversationId, id });
  }

  showDialog(personId: string, dialog: OpenDialog): void {
    this.dialogs.set(personId, dialog);
    this.activity.publish([personId], { type: "dialog", dialog: toPageDialog(dialog) });
  }

  closeDialog(personId: string): void {
    this.dialogs.delete(personId);
    this.activity.publish([personId], { type: "dialog", dialog: null });
  }

  /** What Teams' client tells this person in a banner. */
  tell(personId: string, text: string): void {
    this.notices.push({ personId, text });
    trim(this.notices);
    this.activity.publish([personId], { type: "notice", text });
  }

  /** Notes something the bot did wrong. */
  recordProblem(kind: string, where: string, details: string[] = []): void {
    this.problems.push({ kind, details, where, at: this.now() });
    trim(this.problems);
  }

  recordCall(call: RecordedTeamsCall): void {
    this.calls.push(call);
    trim(this.calls);
  }

  /** What the page needs of a file. */
  toUploadedFile(file: StoredFile): UploadedFile {
    return { ...this.files.toUploadedFile(file), url: `/teams/api/files/${file.id}` };
  }

  /** Everything one person sees, as the page loads it. */
  snapshot(me: TeamsPerson): TeamsSnapshot {
    const mine = this.conversations.of(me.id);
    const dialog = this.dialogs.get(me.id);
    const { searches = [], messageActions = [], commands = [] } = this.options;
    return {
      me: withoutObjectId(me),
      members: this.directory.people.map(withoutObjectId),
      conversations: mine.map((conversation) => this.conversations.toPage(conversation)),
      messages: Object.fromEntries(
        mine.map(({ id }) => [id, this.messages.of(id).map((message) => seenBy(message, me.id))]),
      ),
      unread: Object.fromEntries(mine.map(({ id }) => [id, this.messages.unread(me.id, id)])),
      botName: this.identity.botName,
      commands,
      searches: searches.map(({ id, title, description }) => ({ id, title, description })),
      messageActions,
      dialog: dialog === undefined ? null : toPageDialog(dialog),
    };
  }

  private audienceOf(message: StoredTeamsMessage): string[] {
    return this.conversations.find(message.conversationId)?.memberIds ?? [];
  }

  private tellBotListeners(message: StoredTeamsMessage): void {
    for (const listener of this.botListeners) listener(message);
  }
}

function withoutObjectId({ aadObjectId: _aadObjectId, ...member }: TeamsPerson) {
  return member;
}

function trim(records: unknown[]): void {
  if (records.length > keptRecords) records.splice(0, records.length - keptRecords);
}
