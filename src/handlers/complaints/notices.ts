import { type Complaint, loadComplaint } from "../../domain/complaints/complaint";
import { whoHearsOfAssigned, whoHearsOfChange, whoHearsOfRecorded } from "../../domain/complaints/who-hears";
import type { Card } from "../../ui/card";
import type { Context, DrumbeatNotice } from "../context";
import { complaintCard } from "./cards";

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

/** Told to whoever recorded it, at each change (policy 5.4.3). */
const changed: DrumbeatNotice = {
  name: "complaint.changed",
  people: ({ db }, id) => whoHearsOfChange(db, id),
  card: (context, id) =>
    drawn(context, id, ({ texts }, { owner, status }) => {
      const { notices: said } = texts.complaints;
      if (status === "resolved") return said.resolved;
      return owner ? said.nowWith(owner.name) : null;
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

export const notices: readonly DrumbeatNotice[] = [recorded, assigned, changed];
