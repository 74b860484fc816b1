import type { Attachment } from "botbuilder";
import { z } from "zod";
import { PlatformError } from "../port";
import { ConnectorFailure, calling } from "./errors";
import { fileAddress, type Reach } from "./hosts";
import type { OfferedFile } from "./settings";
import { wireKey } from "./wire";

/** What comes back under `wireKey` of an offer that was accepted or declined. */
export const offerContext = z.object({ [wireKey]: z.object({ offer: z.string() }) });

/** Where Teams wants an accepted file. */
export const uploadInfo = z.object({
  contentUrl: z.string(),
  name: z.string(),
  uploadUrl: z.string(),
  uniqueId: z.string(),
  fileType: z.string(),
});
export type UploadInfo = z.output<typeof uploadInfo>;

/**
 * Asks a reader whether a file may be put into their OneDrive: a bot has no other way to hand one over.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
export function fileOffer(key: string, file: { name: string; content: Uint8Array }): Attachment {
  const context = { [wireKey]: { offer: key } };
  return {
    contentType: "application/vnd.microsoft.teams.card.file.consent",
    name: file.name,
    content: { sizeInBytes: file.content.byteLength, acceptContext: context, declineContext: context },
  };
}

/**
 * Uploads a file to where Teams said it wants it, and gives the card that shows it there. Throws a PlatformError; nothing is
 * sent to an address that is not Teams' own.
 */
export async function acceptOffer(info: UploadInfo, file: OfferedFile, reach: Reach): Promise<Attachment> {
  const address = fileAddress(info.uploadUrl, reach);
  if (address === null)
    throw new PlatformError("file_not_teams", "the address to upload to is not one of Teams", true);
  const size = file.content.byteLength;
  // An empty file has no range, and OneDrive takes none without.
  if (size === 0) throw new PlatformError("file_empty", "an empty file cannot be handed over in Teams", true);
  await calling(
    "upload a file",
    async () => {
      const response = await fetch(address, {
        method: "PUT",
        headers: { "Content-Type": file.mimeType, "Content-Range": `bytes 0-${size - 1}/${size}` },
        body: Buffer.from(file.content),
        redirect: "error",
        signal: AbortSignal.timeout(30_000),
      });
      await response.arrayBuffer();
      if (!response.ok)
        throw new ConnectorFailure(response.status, `upload_http_${response.status}`, null, null);
    },
    { withinMs: 35_000 },
  );
  return {
    contentType: "application/vnd.microsoft.teams.card.file.info",
    contentUrl: info.contentUrl,
    name: info.name,
    content: { uniqueId: info.uniqueId, fileType: info.fileType },
  };
}
