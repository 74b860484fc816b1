import type { UploadedFile } from "../../protocol";
import { useStrings } from "../i18n/language";
import { FileRow } from "./file-row";

export function MessageFiles({ files }: { files: UploadedFile[] }) {
  const strings = useStrings();
  if (files.length === 0) return null;
  return (
    <div className="message-files">
      {files.map((file) =>
        file.mimeType.startsWith("image/") ? (
          <a
            key={file.id}
            className="picture"
            href={file.url}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={strings.openFile(file.name)}
          >
            <img src={file.url} alt={file.name} loading="lazy" />
            <span className="file-name">{file.name}</span>
          </a>
        ) : (
          <FileRow key={file.id} name={file.name} size={file.size} mimeType={file.mimeType} url={file.url} />
        ),
      )}
    </div>
  );
}
