import type { Member, Message } from "../../protocol";
import { dayKey, instantOf } from "../i18n/times";

export interface Line {
  message: Message;
  replies: Message[];
  /** The first of a day: a divider stands before it. */
  startsDay: boolean;
  /** Follows closely on one by the same author: it needs no face or name of its own. */
  follows: boolean;
}

const closeMs = 5 * 60_000;

export function linesOf(messages: Message[], reader: Member): Line[] {
  const known = new Set(messages.map((message) => message.ts));
  const isReply = ({ threadTs, ts }: Message) =>
    threadTs !== undefined && threadTs !== ts && known.has(threadTs);
  const replies = new Map<string, Message[]>();
  for (const message of messages) {
    if (!isReply(message) || message.threadTs === undefined) continue;
    replies.set(message.threadTs, [...(replies.get(message.threadTs) ?? []), message]);
  }
  const lines: Line[] = [];
  for (const message of messages) {
    if (isReply(message)) continue;
    const before = lines.at(-1);
    const at = instantOf(message.ts);
    const startsDay = !before || dayKey(reader, instantOf(before.message.ts)) !== dayKey(reader, at);
    const follows =
      !startsDay &&
      before.message.userId === message.userId &&
      before.message.onlyFor === message.onlyFor &&
      before.replies.length === 0 &&
      at.getTime() - instantOf(before.message.ts).getTime() < closeMs;
    lines.push({ message, replies: replies.get(message.ts) ?? [], startsDay, follows });
  }
  return lines;
}
