import type { TeamsMessage } from "../../../teams/protocol";
import { objectOf } from "../../json";

/**
 * What names this version of a message whose card has a `refresh` for this person; nothing where it has none. Without
 * a list of people Teams asks for everybody, in conversations of up to 60.
 */
export function refreshedCard(message: TeamsMessage, personId: string): string | undefined {
  const cards = message.attachments.flatMap(({ content }) => {
    const refresh = objectOf(content?.refresh);
    if (!refresh || !objectOf(refresh.action)) return [];
    const { userIds } = refresh;
    return !Array.isArray(userIds) || userIds.includes(personId) ? [content] : [];
  });
  return cards.length > 0 ? JSON.stringify(cards) : undefined;
}
