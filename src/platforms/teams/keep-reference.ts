import type { PlatformClock } from "../port";
import { type ActivityPayload, clientInfoEntity } from "./payloads";
import type { ConversationReference, ConversationStore } from "./references";

/** For how long what was kept needs no second look, and of how many conversations that is known. */
const unchangedForMs = 10 * 60_000;
const mostRemembered = 5_000;

/** A channel's id without the thread that a message in it belongs to. */
export const conversationOf = (conversationId: string): string =>
  conversationId.replace(/;messageid=[^;]*$/i, "");

/**
 * Where an activity says it came from. Nothing for a message extension's: people use it in chats that the bot is no part of.
 * A team's first channel bears the team's own id; such a one is kept as the team.
 */
export function referencesOf(activity: ActivityPayload): ConversationReference[] {
  const { conversation, channelData, recipient, from, serviceUrl } = activity;
  if (!conversation || activity.name?.startsWith("composeExtension/")) return [];
  const anywhere = { serviceUrl, botId: recipient.id, userId: null, locale: null, timeZone: null };
  const conversationId = conversationOf(conversation.id);
  const team = channelData?.team;
  const found: ConversationReference[] = team ? [{ ...anywhere, conversationId: team.id, kind: "team" }] : [];
  switch (conversation.conversationType) {
    case "personal":
      // What the bot does itself is told too, and it has no chat with itself.
      if (!isBot(from.id) && from.id !== recipient.id) {
        const timeZone = activity.localTimezone ?? clientTimeZone(activity);
        const { locale } = activity;
        found.push({ ...anywhere, conversationId, kind: "personal", userId: from.id, locale, timeZone });
      }
      break;
    case "channel":
      if (conversationId !== team?.id) found.push({ ...anywhere, conversationId, kind: "channel" });
      break;
    default:
      // Chats of meetings come without a type.
      found.push({ ...anywhere, conversationId, kind: "group" });
  }
  return found;
}

/** Bots' ids begin with "28:", people's with "29:"; local tools give any. */
export const isBot = (accountId: string): boolean => accountId.startsWith("28:");

function clientTimeZone(activity: ActivityPayload): string | null {
  for (const entity of activity.entities ?? []) {
    const info = clientInfoEntity.safeParse(entity);
    if (info.success) return info.data.timezone;
  }
  return null;
}

/** Whether the bot itself was put into the conversation, and not only brought up to date there. */
export const isInstallation = (activity: ActivityPayload): boolean =>
  (activity.type === "installationUpdate" && activity.action === "add") ||
  (activity.type === "conversationUpdate" &&
    (activity.membersAdded ?? []).some(({ id }) => id === activity.recipient.id));

/** Whether the bot itself was taken out of the conversation. An upgrade takes it out and puts it in again. */
export const isRemoval = (activity: ActivityPayload): boolean =>
  (activity.type === "installationUpdate" && activity.action === "remove") ||
  (activity.type === "conversationUpdate" &&
    (activity.membersRemoved ?? []).some(({ id }) => id === activity.recipient.id));

/**
 * Keeps the references up to date, and writes only what is new: every activity tells its place again. Answers whether it told of
 * a personal conversation that was not known before.
 */
export function referenceKeeper(conversations: ConversationStore, clock: PlatformClock) {
  const kept = new Map<string, { reference: ConversationReference; at: number }>();
  const underWay = new Map<string, Promise<void>>();

  async function keep(told: ConversationReference, now: number, always: boolean): Promise<boolean> {
    const before = kept.get(told.conversationId);
    const known = before && now - before.at < unchangedForMs ? before.reference : null;
    const personal = told.kind === "personal";
    const last = known ?? (personal ? await conversations.find(told.conversationId) : null);
    // Not every activity tells the reader's language and time zone.
    const reference = {
      ...told,
      locale: told.locale ?? last?.locale ?? null,
      timeZone: told.timeZone ?? last?.timeZone ?? null,
    };
    if (!always && known && isSame(known, reference)) return false;
    await conversations.keep(reference);
    kept.delete(told.conversationId);
    kept.set(told.conversationId, { reference, at: now });
    const oldest = kept.size > mostRemembered ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return personal && last === null;
  }

  /** One at a time for each conversation: an installation is told twice at the same moment, and only one of the two is the first. */
  async function inTurn<T>(conversationId: string, work: () => Promise<T>): Promise<T> {
    const before = underWay.get(conversationId) ?? Promise.resolve();
    const mine = before.then(work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    underWay.set(conversationId, settled);
    try {
      return await mine;
    } finally {
      if (underWay.get(conversationId) === settled) underWay.delete(conversationId);
    }
  }

  return async (activity: ActivityPayload): Promise<boolean> => {
    const references = referencesOf(activity);
    if (isRemoval(activity)) {
      for (const { conversationId } of references) {
        await inTurn(conversationId, async () => {
          kept.delete(conversationId);
          await conversations.forget(conversationId);
        });
      }
      return false;
    }
    // Another replica may have forgotten it since.
    const always = activity.type === "installationUpdate" || activity.type === "conversationUpdate";
    let first = false;
    for (const reference of references) {
      const now = clock.now().getTime();
      if (await inTurn(reference.conversationId, () => keep(reference, now, always))) first = true;
    }
    return first;
  };
}

const isSame = (one: ConversationReference, other: ConversationReference): boolean =>
  one.kind === other.kind &&
  one.serviceUrl === other.serviceUrl &&
  one.botId === other.botId &&
  one.userId === other.userId &&
  one.locale === other.locale &&
  one.timeZone === other.timeZone;
