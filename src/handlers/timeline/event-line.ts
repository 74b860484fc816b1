import { referenceOf } from "../../domain/references";
import type { TimelineEvent } from "../../domain/timeline/show-timeline";
import { shownOfNote } from "../../domain/timeline/timeline-parts";
import { severities } from "../../policy/policy";
import type { Context } from "../context";
import { nameOf } from "../policy-name";
import { kindName, outcomeName } from "../touches/follow-up-words";

/** Something that happened, as one short sentence. */
export function saidOf(context: Context, event: TimelineEvent): string {
  const { texts, reader, policy } = context;
  const { events: said } = texts.timeline;
  switch (event.kind) {
    case "logged":
      return said.logged;
    case "touched": {
      const { touch, outcome, note } = event.facts;
      const [kind, went] = [kindName(texts, touch), outcomeName(texts, outcome)];
      return note ? said.touchedNote(kind, went, shortened(note)) : said.touched(kind, went);
    }
    case "touch_taken_back": {
      const { touch, by, at } = event.facts;
      return said.touchTakenBack(kindName(texts, touch), by, reader.moment(at));
    }
    case "follow_up_moved":
      return said.followUpMoved(reader.day(event.facts.from), reader.day(event.facts.to));
    case "deal_opened":
      return said.dealOpened(
        referenceOf("deal", event.id),
        nameOf(reader, event.facts.product, policy.products),
        reader.money(event.facts.amount, event.facts.currency),
      );
    case "deal_closed": {
      const { won, amount, currency, reason } = event.facts;
      const reference = referenceOf("deal", event.id);
      return won
        ? said.dealWon(reference, reader.money(amount, currency))
        : said.dealLost(
            reference,
            reason ? nameOf(reader, reason, policy.deals.lost_reasons) : texts.shared.none,
          );
    }
    case "paid":
      return said.paid(
        referenceOf("deal", event.facts.deal),
        reader.money(event.facts.amount, event.facts.currency),
      );
    case "visited":
      return event.facts.score === null ? said.visited : said.visitedScore(event.facts.score);
    case "complaint_recorded": {
      const severity = severities.find((each) => each === event.facts.severity);
      const name = severity ? reader.name(policy.complaints.severities[severity]) : event.facts.severity;
      return said.complaintRecorded(referenceOf("complaint", event.id), name);
    }
    case "complaint_resolved":
      return said.complaintResolved(referenceOf("complaint", event.id));
    case "complaint_reopened":
      return said.complaintReopened(referenceOf("complaint", event.id));
    case "graded":
      return said.graded(event.facts.before, event.facts.after);
    case "owned":
      return owned(context, event.facts.how)(event.facts.owner);
    case "pooled": {
      const say = event.facts.ended === "given_up" ? said.givenUp : said.returned;
      return say(event.facts.owner);
    }
    case "merged":
      return said.merged(referenceOf("customer", event.facts.other));
    case "unmerged":
      return said.unmerged(referenceOf("customer", event.facts.other));
  }
}

function owned({ texts }: Context, how: string): (owner: string) => string {
  const { events: said } = texts.timeline;
  switch (how) {
    case "imported":
      return said.imported;
    case "claimed":
      return said.claimed;
    case "assigned":
      return said.assigned;
    case "handed_over":
      return said.handedOver;
    case "merged":
      return said.mergedOwner;
    default:
      return said.passedOn;
  }
}

const shortened = (note: string): string => {
  const line = note.replace(/\s+/g, " ");
  return line.length > shownOfNote ? `${line.slice(0, shownOfNote - 1).replace(/\p{Cs}$/u, "")}…` : line;
};
