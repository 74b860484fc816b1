import { storedDay } from "../../domain/calendar/working-days";
import { countDueVisits } from "../../domain/return-visits/remind-of-visits";
import { text } from "../../ui/card";
import type { DrumbeatNotice } from "../context";
import { visitList } from "./visit-list";

/** Told in the morning to whoever is to make return visits: all of them in one message (policy 5.3.3). */
const due: DrumbeatNotice = {
  name: "visits.due",
  people: async (_context, personId) => [personId],
  card: async (context, personId) => {
    if (context.actor.id !== personId) return null;
    const count = await countDueVisits(context.db, personId, storedDay(context.now));
    if (count === 0) return null;
    const { title, elements } = await visitList(context, "mine");
    return { title, elements: [text(context.texts.deals.notices.visitsDue(count)), ...elements] };
  },
};

export const notices: readonly DrumbeatNotice[] = [due];
