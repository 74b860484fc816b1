import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** Within this distance of the end a reader is following along, and new messages scroll into view. */
const nearEndPx = 120;

/**
 * Keeps the end of a conversation in view for who is there, and says when something new is below.
 * `mine` tells that the last message is the reader's own.
 */
export function useFollowing(messages: readonly unknown[], last: string | undefined, mine: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);
  const toEnd = useCallback(() => {
    const pane = box.current;
    if (pane) pane.scrollTop = pane.scrollHeight;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of the messages may change the height.
  useLayoutEffect(() => {
    if (atEnd.current || mine) toEnd();
  }, [messages]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new last message is news; reading it is not.
  useLayoutEffect(() => {
    if (!atEnd.current && !mine) setBehind(true);
  }, [last]);
  // A picture that arrives late, a keyboard that opens: the end stays in view for who was there.
  useLayoutEffect(() => {
    const pane = box.current;
    const content = pane?.firstElementChild;
    if (!pane || !content) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    observer.observe(pane);
    observer.observe(content);
    return () => observer.disconnect();
  }, [toEnd]);

  const onScroll = () => {
    const pane = box.current;
    if (!pane) return;
    atEnd.current = pane.scrollHeight - pane.scrollTop - pane.clientHeight < nearEndPx;
    if (atEnd.current) setBehind(false);
  };
  return { box, behind, toEnd, onScroll };
}
