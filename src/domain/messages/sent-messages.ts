import type { Topic } from "../references";
import type { Reader } from "../scope";

/** A card that stands in a conversation. */
export interface SentCard {
  notice: string;
  subject: Topic;
  /** Null in a channel. */
  personId: number | null;
  platform: string;
  workspace: string;
  conversationId: string;
  messageId: string;
  sendKey: string;
  locale: string;
}

/** Keeps a sent card's address, so that every copy changes with the record. Kept once per `sendKey`. Returns its id. */
export async function keepSentCard(reader: Reader, { subject, ...card }: SentCard): Promise<number> {
  const { sendKey } = card;
  const row = { ...card, subjectKind: subject.kind, subjectId: subject.id };
  const { id } = await reader.sentMessage.upsert({
    where: { sendKey },
    create: row,
    update: {},
    select: { id: true },
  });
  return id;
}

export async function wasSent(reader: Reader, sendKey: string): Promise<boolean> {
  return (await reader.sentMessage.count({ where: { sendKey } })) > 0;
}

/** Whether a channel of that platform was shown a notice about a record. */
export async function wasToldToChannel(
  reader: Reader,
  notice: string,
  { kind, id }: Topic,
  { platform, workspace }: { platform: string; workspace: string },
): Promise<boolean> {
  const where = { notice, subjectKind: kind, subjectId: id, personId: null, platform, workspace };
  return (await reader.sentMessage.count({ where })) > 0;
}

/** Ids of every copy of a record's cards, in the order they were sent. */
export async function copiesOf(reader: Reader, subject: Topic): Promise<number[]> {
  const rows = await reader.sentMessage.findMany({
    where: { subjectKind: subject.kind, subjectId: subject.id },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id }) => id);
}
