import { useStrings } from "../i18n/language";
import { CloseIcon, FileIcon } from "../shell/icons";

const units = ["B", "KB", "MB", "GB"];

export function sizeText(bytes: number): string {
  const step = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), units.length - 1);
  const amount = bytes / 1024 ** step;
  return `${amount < 10 && step > 0 ? amount.toFixed(1) : Math.round(amount)} ${units[step]}`;
}

interface Props {
  name: string;
  size: number;
  mimeType: string;
  /** Nothing while it is on its way. */
  url: string | undefined;
  onRemove?: () => void;
  busy?: boolean;
}

/** A file as one line: before it is sent, and after, where it is not a picture. */
export function FileRow({ name, size, mimeType, url, onRemove, busy = false }: Props) {
  const strings = useStrings();
  const picture = mimeType.startsWith("image/") && url !== undefined;
  return (
    <div className="file-row" aria-busy={busy}>
      <span className="file-face">{picture ? <img src={url} alt="" /> : <FileIcon />}</span>
      <span className="file-lines">
        {url === undefined ? (
          <span className="file-name">{name}</span>
        ) : (
          <a className="file-name" href={url} target="_blank" rel="noopener noreferrer">
            {name}
          </a>
        )}
        <span className="file-size">{busy ? strings.uploading : sizeText(size)}</span>
      </span>
      {onRemove && (
        <button
          type="button"
          className="icon-button"
          aria-label={strings.removeFile(name)}
          onClick={onRemove}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
