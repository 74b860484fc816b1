import { type Complaint, loadComplaint } from "../../domain/complaints/complaint";
import {
  latestAction,
  whoHearsOfAssigned,
  whoHearsOfBreach,
  whoHearsOfChange,
  whoHearsOfEscalation,
  whoHearsOfRecorded,
  whoHearsOfWarning,
} from "../../domain/complaints/who-hears";
import type { Card } from "../../ui/card";
import type { Context, DrumbeatNotice } from "../context";
import { complaintCard, severityName } from "./cards";
import { clocksOf } from "./clock-facts";

/** Told to its owner; where it has none, to those who can find one. */
const recorded: DrumbeatNotice = {
  name: "complaint.recorded",
  people: ({ db }, id) => whoHearsOfRecorded(db, id),
  card: (context, id) =>
    drawn(context, id, ({ texts, actor }, { reporter, ownerId }) =>
      ownerId === actor.id
        ? texts.complaints.notices.recordedForYou(reporter.name)
        : texts.complaints.notices.recorded(reporter.name),
    ),
};

/** Told to the new owner. */
const assigned: DrumbeatNotice = {
  name: "complaint.assigned",
  people: ({ db }, id) => whoHearsOfAssigned(db, id),
  card: (context, id) =>
    drawn(context, id, ({ texts, actor }, { ownerId, status }) =>
      ownerId === actor.id && status === "open" ? texts.complaints.notices.assignedToYou : null,
    ),
};

/** Told to whoever recorded it and to its owner, at each change that is not their own (policy 5.4.3). */
const changed: DrumbeatNotice = {
  name: "complaint.changed",
  people: ({ db }, id) => whoHearsOfChange(db, id),
  card: async (context, id) => {
    const action = await latestAction(context.db, id);
    return drawn(context, id, (reader, complaint) => changeSaid(reader, complaint, action));
  },
};

function changeSaid(context: Context, complaint: Complaint, action: string | null): string | null {
  const { notices: said } = context.texts.complaints;
  if (complaint.status === "resolved") return said.resolved;
  switch (action) {
    case "complaint.responded":
      return said.answered;
    case "complaint.paused":
      return said.waiting;
    case "complaint.answered":
    case "complaint.resumed":
      return said.goesOn;
    case "complaint.severity_changed":
      return said.severity(severityName(context, complaint.severity));
    case "complaint.reopened":
      return said.reopened;
    default:
      return complaint.owner && complaint.reporterId === context.actor.id
        ? said.nowWith(complaint.owner.name)
        : null;
  }
}

/** Told to its owner as its time runs out (policy 5.4.2). */
const warned: DrumbeatNotice = {
  name: "complaint.warned",
  people: ({ db, policy }, id) => whoHearsOfWarning(db, policy, id),
  card: (context, id) =>
    drawn(context, id, (reader, complaint) => {
      const { half } = reader.policy.complaints.warn_at;
      const nearest = clocksOf(reader, complaint)
        .filter(({ state, percent }) => state === "running" && percent >= half && percent < 100)
        .sort((a, b) => b.percent - a.percent)[0];
      return nearest
        ? reader.texts.complaints.notices.warned[nearest.name](Math.floor(nearest.percent))
        : null;
    }),
};

/** Told to its owner and the department head when its time has run out. */
const breached: DrumbeatNotice = {
  name: "complaint.breached",
  people: ({ db, policy }, id) => whoHearsOfBreach(db, policy, id),
  card: (context, id) =>
    drawn(context, id, ({ texts }, complaint) => {
      const { breached: said } = texts.complaints.notices;
      if (complaint.resolveBreachedAt) return said.resolve;
      return complaint.respondBreachedAt ? said.respond : null;
    }),
};

/** Told to management when that lasts. */
const escalated: DrumbeatNotice = {
  name: "complaint.escalated",
  people: ({ db }) => whoHearsOfEscalation(db),
  card: (context, id) =>
    drawn(context, id, ({ texts, reader }, complaint) => {
      const { escalated: said } = texts.complaints.notices;
      const { resolveBreachedAt, respondBreachedAt } = complaint;
      if (resolveBreachedAt) return said.resolve(reader.moment(resolveBreachedAt));
      return respondBreachedAt ? said.respond(reader.moment(respondBreachedAt)) : null;
    }),
};

async function drawn(
  context: Context,
  id: number,
  say: (context: Context, complaint: Complaint) => string | null,
): Promise<Card | null> {
  const complaint = await loadComplaint(context.db, id);
  if (!complaint) return null;
  const said = say(context, complaint);
  return complaintCard(context, complaint, said ? [said] : []);
}

export const notices: readonly DrumbeatNotice[] = [recorded, assigned, changed, warned, breached, escalated];
