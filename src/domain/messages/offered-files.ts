import type { Reader } from "../scope";

/** A file under the key that its reader accepts it by. */
export interface Offer {
  key: string;
  fileId: number;
  accountId: number;
}

/** Notes that a file may be collected by one account, once per key. Whether its person may see it was decided before. */
export async function offerFile(reader: Reader, offer: Offer): Promise<void> {
  await reader.offeredFile.upsert({ where: { key: offer.key }, create: offer, update: {} });
}

/** What was offered to this account under that key; null when nothing was, or it is gone, or its person has left. */
export async function collectOfferedFile(
  reader: Reader,
  key: string,
  account: { platform: string; workspace: string; userId: string },
): Promise<{ name: string; mimeType: string; content: Uint8Array } | null> {
  const offer = await reader.offeredFile.findFirst({
    where: { key, account: { ...account, person: { active: true } } },
    select: { file: { select: { name: true, mimeType: true, content: true } } },
  });
  return offer?.file ?? null;
}
