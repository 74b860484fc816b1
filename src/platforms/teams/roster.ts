import { type PlatformClock, PlatformError, type PlatformLogger, type Profile } from "../port";
import type { Connector, Member } from "./connector";
import { conversationOf } from "./keep-reference";
import type { ConversationReference, ConversationStore } from "./references";

export interface RosterSettings {
  connector: Connector;
  conversations: ConversationStore;
  logger: PlatformLogger;
  clock: PlatformClock;
}

export interface Roster {
  profile(userId: string, seenIn?: string): Promise<Profile | null>;
  findByEmail(email: string): Promise<{ userId: string; profile: Profile } | null>;
}

const keepForMs = 5 * 60_000;
/** Somebody who is not there may join a team at any moment. */
const missingForMs = 60_000;
const mostKept = 10_000;

/**
 * Who is who in the tenant, as far as the bot may ask without permissions of a directory: the people of its personal
 * conversations, of the teams that it is in, and of whatever other conversation they speak to it in.
 */
export function rosterOf({ connector, conversations, logger, clock }: RosterSettings): Roster {
  const answers = new Map<string, { at: number; answer: { userId: string; profile: Profile } | null }>();

  /** The first team in which somebody is found; a team that the bot has left is passed over. */
  async function inTeams(memberId: string, fits: (member: Member) => boolean): Promise<Member | null> {
    for (const team of await conversations.teams()) {
      const member = await memberOf(team, memberId);
      if (member && fits(member)) return member;
    }
    return null;
  }

  async function memberOf(place: ConversationReference, memberId: string): Promise<Member | null> {
    try {
      return await connector.member(place.serviceUrl, place.conversationId, memberId);
    } catch (error) {
      // 400 is said of an id that is none of this tenant's, e.g. an address that nobody has.
      if (!(error instanceof PlatformError && error.permanent)) throw error;
      logger.info(
        { part: "teams", code: error.code, kind: place.kind },
        "a conversation did not tell of a member",
      );
      return null;
    }
  }

  return {
    async profile(userId, seenIn) {
      const personal = await conversations.findPersonal(userId);
      const seen = seenIn === undefined ? null : await conversations.find(conversationOf(seenIn));
      // Of a group chat, or of a channel that is shared with people outside its team, no team tells.
      const elsewhere = seen && seen.conversationId !== personal?.conversationId ? seen : null;
      const member =
        (personal && (await memberOf(personal, userId))) ??
        (elsewhere && (await memberOf(elsewhere, userId))) ??
        (await inTeams(userId, ({ id }) => id === userId));
      return member && profileOf(member, personal);
    },

    async findByEmail(email) {
      const wanted = email.toLowerCase();
      const now = clock.now().getTime();
      const known = answers.get(wanted);
      if (known && now - known.at < (known.answer ? keepForMs : missingForMs)) return known.answer;
      const member = await inTeams(wanted, (found) => addressesOf(found).includes(wanted));
      const answer = member && {
        userId: member.id,
        // What was asked for is the account's address, whichever of its two it is.
        profile: { ...profileOf(member, await conversations.findPersonal(member.id)), email: wanted },
      };
      if (answers.size >= mostKept) answers.clear();
      answers.set(wanted, { at: now, answer });
      return answer;
    },
  };
}

const addressesOf = ({ email, userPrincipalName }: Member): string[] =>
  [email, userPrincipalName].flatMap((address) => (address ? [address.toLowerCase()] : []));

function profileOf(member: Member, personal: ConversationReference | null): Profile {
  const [email = null] = addressesOf(member);
  return {
    name: member.name ?? email ?? member.id,
    email,
    locale: personal?.locale ?? null,
    timeZone: personal?.timeZone ?? null,
    // Teams puts what an account is before its id. https://learn.microsoft.com/azure/bot-service/bot-service-resources-identifiers-guide
    isBot: member.id.startsWith("28:"),
  };
}
