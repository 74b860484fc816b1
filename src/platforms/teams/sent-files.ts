import { extensionOf } from "../../ui/fields";
import type { IncomingFile } from "../../ui/file";
import { type ActivityPayload, inlinePicture, sentFile } from "./payloads";

const mimeTypes = new Map([
  ["pdf", "application/pdf"],
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
  ["heic", "image/heic"],
]);

/** The files that came with a message. Its HTML and the cards it quotes are attachments too, but nobody's files. */
export function filesOf(activity: ActivityPayload): IncomingFile[] {
  return (activity.attachments ?? []).flatMap((attachment, index): IncomingFile[] => {
    const file = sentFile.safeParse(attachment);
    if (file.success) {
      const { name, content } = file.data;
      const extension = content.fileType?.toLowerCase() ?? extensionOf(name);
      return [
        {
          id: content.uniqueId ?? `${activity.id ?? ""}-${index}`,
          name,
          mimeType: mimeTypes.get(extension) ?? "application/octet-stream",
          size: null,
          address: content.downloadUrl,
        },
      ];
    }
    const picture = inlinePicture.safeParse(attachment);
    if (!picture.success) return [];
    const { contentType, contentUrl, name } = picture.data;
    // Teams says "image/*" for a picture that was pasted, and gives it no name; it serves pasted pictures as PNG.
    const mimeType = contentType === "image/*" ? "image/png" : contentType;
    const extension = mimeType.slice("image/".length);
    return [
      {
        id: `${activity.id ?? ""}-${index}`,
        name: name ?? `picture-${index + 1}.${extension}`,
        mimeType,
        size: null,
        address: contentUrl,
      },
    ];
  });
}
