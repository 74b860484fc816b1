import type { Activity } from "botbuilder";
import { z } from "zod";
import { PlatformError } from "../port";
import type { ConnectorClient, DrumbeatAdapter } from "./adapter";
import { calling } from "./errors";
import type { Reach } from "./hosts";
import { exchange } from "./transport";

/** What a conversation's list of members says of one. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
export interface Member {
  id: string;
  name: string | null;
  email: string | null;
  userPrincipalName: string | null;
}

/** The Bot Connector, one method a call. Everything thrown is a PlatformError; nothing is tried twice here. */
export interface Connector {
  /** The new message's id. Into a channel it begins a thread. */
  send(serviceUrl: string, conversationId: string, activity: Partial<Activity>): Promise<string>;
  update(
    serviceUrl: string,
    conversationId: string,
    activityId: string,
    activity: Partial<Activity>,
  ): Promise<void>;
  remove(serviceUrl: string, conversationId: string, activityId: string): Promise<void>;
  /** The personal conversation's id: a new one, or the one there is. */
  createPersonal(
    serviceUrl: string,
    who: { tenantId: string; botId: string; userId: string },
  ): Promise<string>;
  /** By Teams' id, object id or user principal name; null for somebody who is not in the conversation. */
  member(serviceUrl: string, conversationId: string, memberId: string): Promise<Member | null>;
  channels(serviceUrl: string, teamId: string): Promise<{ id: string; name: string }[]>;
  /** The bot's token, null where nobody is asked for one. */
  token(): Promise<string | null>;
}

const memberAnswer = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});
const channelsAnswer = z.object({
  conversations: z.array(z.object({ id: z.string().min(1), name: z.string().nullish() })),
});
const identified = z.object({ id: z.string().min(1) });

/** Teams does not name a team's first channel, since its name is in each reader's language. */
const firstChannel = "General";

export function connectorOf(adapter: DrumbeatAdapter, reach: Reach): Connector {
  const clients = new Map<string, Promise<ConnectorClient>>();

  function client(serviceUrl: string): Promise<ConnectorClient> {
    const known = clients.get(serviceUrl);
    if (known) return known;
    const made = adapter.connectorClient(serviceUrl);
    clients.set(serviceUrl, made);
    made.catch(() => clients.delete(serviceUrl));
    return made;
  }

  return {
    send: (serviceUrl, conversationId, activity) =>
      calling("send a message", async () => {
        const sent = await (await client(serviceUrl)).conversations.sendToConversation(
          conversationId,
          activity,
        );
        return idOf(sent, "message");
      }),

    update: (serviceUrl, conversationId, activityId, activity) =>
      calling(
        "change a message",
        async () => {
          await (await client(serviceUrl)).conversations.updateActivity(conversationId, activityId, activity);
        },
        { about: "message" },
      ),

    remove: (serviceUrl, conversationId, activityId) =>
      calling(
        "remove a message",
        async () => {
          await (await client(serviceUrl)).conversations.deleteActivity(conversationId, activityId);
        },
        { about: "message" },
      ),

    createPersonal: (serviceUrl, { tenantId, botId, userId }) =>
      calling("open a personal conversation", async () => {
        const made = await (await client(serviceUrl)).conversations.createConversation({
          isGroup: false,
          bot: { id: botId, name: "" },
          members: [{ id: userId, name: "" }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        });
        return idOf(made, "conversation");
      }),

    async member(serviceUrl, conversationId, memberId) {
      try {
        return await calling("look somebody up", async () => {
          const found = await (await client(serviceUrl)).conversations.getConversationMember(
            conversationId,
            memberId,
          );
          const { id, name, email, userPrincipalName } = memberAnswer.parse(found);
          return {
            id,
            name: name || null,
            email: email || null,
            userPrincipalName: userPrincipalName || null,
          };
        });
      } catch (error) {
        if (error instanceof PlatformError && error.code === "channel_not_found") return null;
        throw error;
      }
    },

    channels: (serviceUrl, teamId) =>
      calling("list a team's channels", async () => {
        // The library has this call in a client of its own, with its own habits of trying again (see transport.ts).
        const token = await adapter.credentials.token();
        const answer = await exchange(reach, {
          method: "GET",
          url: `${serviceUrl.replace(/\/+$/, "")}/v3/teams/${encodeURIComponent(teamId)}/conversations`,
          headers: {
            Accept: "application/json",
            ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
          },
        });
        const { conversations } = channelsAnswer.parse(JSON.parse(answer.text));
        return conversations.map(({ id, name }) => ({ id, name: name || firstChannel }));
      }),

    token: () => calling("get a token", () => adapter.credentials.token()),
  };
}

function idOf(answer: unknown, what: string): string {
  const read = identified.safeParse(answer);
  if (!read.success) throw new PlatformError("no_id", `Teams named no ${what}`, false);
  return read.data.id;
}
