import type { Workspace } from "../workspace";
import type { TeamsDirectory } from "./directory";
import { channelId, personalId, type TeamsIdentity } from "./identity";
import type { TeamsConversation } from "./protocol";

export interface StoredTeamsConversation {
  id: string;
  kind: TeamsConversation["kind"];
  /** A channel's; for a personal conversation the bot's. */
  name: string;
  /** Ids of the people in it. */
  memberIds: string[];
}

const general = "General";

/** The team's channels, which are the workspace's, and everybody's conversation with the bot. */
export class TeamsConversations {
  private readonly byId = new Map<string, StoredTeamsConversation>();

  constructor(
    private readonly identity: TeamsIdentity,
    directory: TeamsDirectory,
    workspace: Workspace,
  ) {
    const everybody = directory.people.map(({ id }) => id);
    this.insert({ id: identity.teamId, kind: "channel", name: general, memberIds: everybody });
    for (const { kind, name, memberIds } of workspace.conversations.all()) {
      // Names of a team's channels differ in more than capital letters, so the workspace's "general" is the team's own.
      if (kind !== "channel" || name.toLowerCase() === general.toLowerCase()) continue;
      const emails = memberIds.map((id) => workspace.directory.find(id)?.email);
      const members = directory.people.filter(({ email }) => emails.includes(email));
      const id = channelId(identity.teamName, name);
      this.insert({ id, kind: "channel", name, memberIds: members.map((member) => member.id) });
    }
    for (const person of directory.people) {
      const id = personalId(person.email);
      this.insert({ id, kind: "personal", name: identity.botName, memberIds: [person.id] });
    }
  }

  find(id: string): StoredTeamsConversation | undefined {
    return this.byId.get(id);
  }

  /** A channel by its name, in any case, with or without "#". */
  findChannel(name: string): StoredTeamsConversation | undefined {
    const wanted = name.replace(/^#/, "").toLowerCase();
    return this.channels().find((channel) => channel.name.toLowerCase() === wanted);
  }

  /** Somebody's conversation with the bot. */
  personal(personId: string): StoredTeamsConversation | undefined {
    return [...this.byId.values()].find(
      ({ kind, memberIds }) => kind === "personal" && memberIds.includes(personId),
    );
  }

  channels(): StoredTeamsConversation[] {
    return [...this.byId.values()].filter(({ kind }) => kind === "channel");
  }

  /** Those of one person. */
  of(personId: string): StoredTeamsConversation[] {
    return [...this.byId.values()].filter(({ memberIds }) => memberIds.includes(personId));
  }

  toPage({ id, kind, name }: StoredTeamsConversation): TeamsConversation {
    return { id, kind, name, ...(kind === "channel" ? { teamName: this.identity.teamName } : {}) };
  }

  private insert(conversation: StoredTeamsConversation): void {
    this.byId.set(conversation.id, conversation);
  }
}
