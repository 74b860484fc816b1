import { DomainError } from "../../domain/errors";
import { type Outcome, replaceCard, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { readPageId, timelineCard } from "./timeline-card";

/** The first page stands for itself; another takes the place of the one whose button was pressed. */
export async function openTimeline(context: Context, id: string): Promise<Outcome> {
  const page = readPageId(id);
  if (!page) throw new DomainError({ code: "NOT_FOUND", reference: id.slice(0, 20) });
  const card = await timelineCard(context, page.customerId, page.after);
  return page.turned ? replaceCard(card) : reply(card);
}
