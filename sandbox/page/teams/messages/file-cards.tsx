import { useState } from "react";
import type { TeamsAttachment, TeamsMessage } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import { numberOf, stringOf } from "../../json";
import { sizeText } from "../../messages/file-row";
import { FileIcon } from "../../shell/icons";
import { useTeamsReader } from "../state/reader";

interface Props {
  attachment: TeamsAttachment;
  message: TeamsMessage;
}

/** The bot asks before it puts a file where somebody keeps theirs. */
export function FileConsentCard({ attachment, message }: Props) {
  const strings = useStrings();
  const { act, botName } = useTeamsReader();
  const [pressed, setPressed] = useState<"accept" | "decline">();
  const { conversationId, id } = message;
  const size = numberOf(attachment.content?.sizeInBytes);
  const description = stringOf(attachment.content?.description);
  const answer = async (accept: boolean) => {
    if (pressed) return;
    setPressed(accept ? "accept" : "decline");
    await act({ type: "fileConsent", accept, conversationId, messageId: id });
    setPressed(undefined);
  };
  return (
    <div className="card file-card">
      <p className="file-card-title">{strings.teams.fileWanted(botName)}</p>
      <div className="file-card-row">
        <span className="file-face">
          <FileIcon />
        </span>
        <span className="file-lines">
          <span className="file-name">{attachment.name}</span>
          <span className="file-size">{size === undefined ? "" : sizeText(size)}</span>
        </span>
      </div>
      {description !== undefined && <p>{description}</p>}
      <div className="file-card-actions">
        <button
          type="button"
          className="button button-primary"
          aria-busy={pressed === "accept"}
          aria-disabled={pressed !== undefined}
          onClick={() => void answer(true)}
        >
          {strings.teams.allow}
        </button>
        <button
          type="button"
          className="button"
          aria-busy={pressed === "decline"}
          aria-disabled={pressed !== undefined}
          onClick={() => void answer(false)}
        >
          {strings.teams.decline}
        </button>
      </div>
    </div>
  );
}

/** Of this site, or of another one that is on the web; never a script. */
function fileHref(address: string | undefined): string | undefined {
  return address !== undefined && /^(https?:\/\/|\/(?!\/))/i.test(address) ? address : undefined;
}

export function FileInfoCard({ attachment }: Pick<Props, "attachment">) {
  const strings = useStrings();
  const href = fileHref(attachment.contentUrl);
  return (
    <div className="card file-card">
      <div className="file-card-row">
        <span className="file-face">
          <FileIcon />
        </span>
        <span className="file-lines">
          <span className="file-name">{attachment.name}</span>
          <span className="file-size">{stringOf(attachment.content?.fileType)?.toUpperCase() ?? ""}</span>
        </span>
        {href !== undefined && (
          <a className="button" href={href} target="_blank" rel="noopener noreferrer">
            {strings.teams.open}
          </a>
        )}
      </div>
    </div>
  );
}
