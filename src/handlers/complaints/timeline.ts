import { complaintTimeline, type TimelineEvent } from "../../domain/complaints/complaint-timeline";
import { referenceOf } from "../../domain/references";
import { button, buttons, type Card, row, context as smallPrint } from "../../ui/card";
import type { Context } from "../context";

/** All that happened to a complaint, newest last; the newest page unless another is asked for. */
export async function timelineCard(context: Context, id: number, page: number | null = null): Promise<Card> {
  const { texts, reader } = context;
  const words = texts.complaints.timeline;
  const { complaint, events, page: shown, pages, total } = await complaintTimeline(context, id, page);
  const turn = (to: number, label: string) => button("complaint.timeline", `${id}:${to}`, label);
  return {
    title: words.title(texts.complaints.card.title(referenceOf("complaint", id), complaint.customer.name)),
    elements: [
      ...events.map((event) => {
        const [said, detail] = sayEvent(context, event);
        const who = event.who ?? words.clock;
        return row({
          text: [reader.moment(event.at), who, said].join(" · "),
          ...(detail ? { detail } : {}),
        });
      }),
      smallPrint(
        [words.count(total), ...(pages > 1 ? [texts.complaints.list.page(shown, pages)] : [])].join(" · "),
      ),
      buttons(
        ...(shown > 1 ? [turn(shown - 1, words.older)] : []),
        ...(shown < pages ? [turn(shown + 1, words.newer)] : []),
        button("complaint.show", id, texts.shared.open),
      ),
    ],
  };
}

/** What happened, and what was typed about it. */
function sayEvent(
  { texts, reader }: Context,
  { what }: TimelineEvent,
): [said: string, detail: string | null] {
  const words = texts.complaints.timeline;
  switch (what.kind) {
    case "recorded":
      return [words.recorded, null];
    case "assigned":
      return [words.assigned(what.to ?? texts.shared.nobody), null];
    case "responded":
      return [words.responded, what.text];
    case "paused":
      return [words.paused, what.text];
    case "went_on": {
      const lasted = reader.duration(what.lasted / 60_000);
      return [words.wentOn[what.endedBy](lasted), what.text];
    }
    case "severity":
      return [words.severity(what.from, what.to), what.text];
    case "alarm":
      return [words.alarms[what.clock][what.level], what.severity];
    case "resolved":
      return [words.resolved, what.text];
    case "scored":
      return [words.scored(what.score), null];
    case "reopened":
      return [words.reopened(what.score), null];
  }
}
