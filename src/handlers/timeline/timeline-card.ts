import { referenceOf } from "../../domain/references";
import { showTimeline, type TimelineEvent } from "../../domain/timeline/show-timeline";
import type { TimelineCursor } from "../../domain/timeline/timeline-parts";
import { mayStillTakeBack } from "../../domain/touches/take-back-touch";
import { button, buttons, type Card, row } from "../../ui/card";
import type { Context } from "../context";
import { saidOf } from "./event-line";

/** One page of what happened with a customer, the newest first. */
export async function timelineCard(
  context: Context,
  customerId: number,
  after: TimelineCursor | null = null,
): Promise<Card> {
  const { texts } = context;
  const { customer, events, older } = await showTimeline(context, customerId, after);
  const words = texts.timeline;
  return {
    title: words.title(customer.name, referenceOf("customer", customer.id)),
    elements: [
      ...events.map((event) =>
        row({
          text: saidOf(context, event),
          detail: whenAndWho(context, event),
          ...(event.kind === "touched" && opensTouch(context, event.facts)
            ? { button: button("touch.show", event.id, texts.shared.open) }
            : {}),
        }),
      ),
      buttons(
        ...(older ? [button("customer.timeline", pageId(customerId, older), words.older)] : []),
        ...(after ? [button("customer.timeline", `${customerId}:${newest}`, words.newest)] : []),
        button("customer.show", customerId, texts.touches.card.openCustomer),
      ),
    ],
  };
}

/** What does not fit its line is a press away, and so is taking it back. */
const opensTouch = (
  context: Context,
  { more, personId, loggedAt }: Extract<TimelineEvent, { kind: "touched" }>["facts"],
): boolean => more === true || mayStillTakeBack(context, { personId, createdAt: loggedAt });

function whenAndWho({ texts, reader }: Context, { at, person }: TimelineEvent): string {
  return person === null ? reader.moment(at) : texts.timeline.line(reader.moment(at), person);
}

const pageId = (customerId: number, { at, kind, id }: TimelineCursor): string =>
  `${customerId}:${at.getTime()}:${kind}:${id}`;

/** In a button's id: back to the first page, in the place of the one that stands there. */
const newest = "newest";

/** What a button's id names: a customer, whether a page takes another's place, and where it begins. Null for a forged one. */
export function readPageId(
  text: string,
): { customerId: number; turned: boolean; after: TimelineCursor | null } | null {
  const [, customerId, from] = /^(\d{1,9})(?::(.+))?$/.exec(text) ?? [];
  if (!customerId) return null;
  if (from === undefined || from === newest)
    return { customerId: Number(customerId), turned: from === newest, after: null };
  const [, at, kind = "", id] = /^(\d{1,14}):([a-z_]{1,30}):(\d{1,9})$/.exec(from) ?? [];
  if (!at || !id) return null;
  return {
    customerId: Number(customerId),
    turned: true,
    after: { at: new Date(Number(at)), kind, id: Number(id) },
  };
}
