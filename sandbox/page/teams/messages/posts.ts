import type { TeamsMessage } from "../../../teams/protocol";
import { dayKey, type TimeReader } from "../../i18n/times";
import { groupedBy } from "../grouped-by";

export interface Post {
  message: TeamsMessage;
  replies: TeamsMessage[];
  /** The first of a day: a line with the day stands before it. */
  startsDay: boolean;
  /** Follows closely on one by the same author: it needs no face or name of its own. */
  follows: boolean;
}

const closeMs = 5 * 60_000;

/** The messages of a conversation with their replies beneath them. A reply to what is not here stands by itself. */
export function postsOf(messages: TeamsMessage[], reader: TimeReader): Post[] {
  const known = new Set(messages.map(({ id }) => id));
  const rootOf = ({ replyToId, id }: TeamsMessage) =>
    replyToId !== undefined && replyToId !== id && known.has(replyToId) ? replyToId : undefined;
  const replies = groupedBy(messages, rootOf);
  const posts: Post[] = [];
  for (const message of messages) {
    if (rootOf(message) !== undefined) continue;
    const before = posts.at(-1)?.message;
    const at = new Date(message.sentAt);
    const startsDay = !before || dayKey(reader, new Date(before.sentAt)) !== dayKey(reader, at);
    const follows =
      !startsDay &&
      before.fromBot === message.fromBot &&
      before.fromName === message.fromName &&
      (replies.get(before.id) ?? []).length === 0 &&
      at.getTime() - new Date(before.sentAt).getTime() < closeMs;
    posts.push({ message, replies: replies.get(message.id) ?? [], startsDay, follows });
  }
  return posts;
}
