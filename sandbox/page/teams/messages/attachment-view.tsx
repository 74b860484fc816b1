import { useCallback } from "react";
import type { TeamsAttachment, TeamsMessage } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import { CardView } from "../cards/card-view";
import type { Press } from "../cards/draw-card";
import { useTeamsReader } from "../state/reader";
import { FileConsentCard, FileInfoCard } from "./file-cards";

export const adaptiveCardType = "application/vnd.microsoft.card.adaptive";

interface Props {
  attachment: TeamsAttachment;
  message: TeamsMessage;
}

function MessageCard({ attachment, message }: Props) {
  const { act } = useTeamsReader();
  const { conversationId, id: messageId } = message;
  const press = useCallback(
    async (wanted: Press) => {
      const { data, inputs } = wanted;
      const place = { conversationId, messageId, data, inputs };
      await act(
        wanted.kind === "execute"
          ? { type: "execute", verb: wanted.verb, ...place }
          : { type: "submit", ...place },
      );
    },
    [act, conversationId, messageId],
  );
  const search = useCallback(
    async (dataset: string, query: string) => {
      const result = await act({ type: "search", dataset, query, conversationId, messageId });
      return result.options ?? [];
    },
    [act, conversationId, messageId],
  );
  return <CardView card={attachment.content ?? {}} onPress={press} search={search} />;
}

export function AttachmentView({ attachment, message }: Props) {
  const strings = useStrings();
  switch (attachment.contentType) {
    case adaptiveCardType:
      return <MessageCard attachment={attachment} message={message} />;
    case "application/vnd.microsoft.teams.card.file.consent":
      return <FileConsentCard attachment={attachment} message={message} />;
    case "application/vnd.microsoft.teams.card.file.info":
      return <FileInfoCard attachment={attachment} />;
    default:
      return <p className="unknown">{strings.teams.cannotShow(attachment.contentType)}</p>;
  }
}
