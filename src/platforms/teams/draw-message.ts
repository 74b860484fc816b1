import type { Activity, Attachment } from "botbuilder";
import type { Card } from "../../ui/card";
import type { PersonalView, PlatformLogger } from "../port";
import type { AdaptiveCard } from "./adaptive-card";
import { attachmentOf } from "./invoke-bodies";
import { limits } from "./limits";
import { renderCard } from "./render-card";

/** A card as it is sent, and what a notification says of it. */
export interface Drawn {
  card: AdaptiveCard;
  summary: string;
}

/** Draws a card; says in the log when it did not fit as it was. */
export function draw(
  card: Card,
  { logger, ...options }: { dialogs: boolean; personal?: PersonalView; logger: PlatformLogger },
): Drawn {
  const title = card.title.slice(0, 40);
  const left = (options.personal?.userIds.length ?? 0) - limits.refreshUsers;
  if (left > 0)
    logger.warn(
      { part: "teams", title, left },
      "more people should see a card of their own than Teams allows: the others see everybody's",
    );
  const { omitted, shortened, ...drawn } = renderCard(card, options);
  if (omitted > 0 || shortened)
    logger.warn(
      { part: "teams", title, omitted, shortened },
      "a card was too large for Teams and was cut, visibly",
    );
  return drawn;
}

/** `summary` is what a notification shows. */
export const messageWith = (attachments: Attachment[], summary: string): Partial<Activity> => ({
  type: "message",
  summary,
  attachments,
});

export const messageOf = ({ card, summary }: Drawn): Partial<Activity> =>
  messageWith([attachmentOf(card)], summary);
