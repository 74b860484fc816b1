import { type RefObject, useEffect } from "react";
import type { TeamsMessage } from "../../../teams/protocol";
import { usePane } from "../../stage/pane";
import { useTeamsReader } from "../state/reader";
import { refreshedCard } from "./refreshed-card";

/** A card may offer this reader a view of their own: it is asked for when it comes into sight, once a version. */
export function useRefresh(message: TeamsMessage, element: RefObject<HTMLElement | null>): void {
  const { act, me, refreshed } = useTeamsReader();
  const { visible } = usePane();
  const version = refreshedCard(message, me.id);
  const { conversationId, id: messageId } = message;
  useEffect(() => {
    const seen = element.current;
    if (!visible || version === undefined || !seen || refreshed.get(messageId) === version) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      refreshed.set(messageId, version);
      void act({ type: "refresh", conversationId, messageId });
    });
    observer.observe(seen);
    return () => observer.disconnect();
  }, [act, refreshed, visible, version, element, conversationId, messageId]);
}
