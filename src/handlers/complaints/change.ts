import { assignComplaint } from "../../domain/complaints/assign-complaint";
import { mayAssign, overtaken, requireOpenComplaint } from "../../domain/complaints/complaint";
import { findColleague } from "../../domain/complaints/find-colleague";
import { resolveComplaint } from "../../domain/complaints/resolve-complaint";
import { showComplaint } from "../../domain/complaints/show-complaint";
import { typedLine } from "../../domain/customers/typed-text";
import { requirePermission } from "../../domain/people/permissions";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireId } from "../require-reference";
import { complaintCard } from "./cards";
import { aboutComplaint, assignForm, resolveForm } from "./forms";

/** Opens the form that asks for a person, only to somebody whose submission would be taken. */
export async function openAssign(context: Context, id: number): Promise<Outcome> {
  const complaint = await showComplaint(context, id);
  if (!mayAssign(context.policy, context.actor, complaint))
    await requirePermission(context, "complaint.assign");
  if (complaint.status !== "open") throw await overtaken(context.db, id);
  return openForm(
    formView(assignForm(context, id), { state: String(id), intro: [aboutComplaint(context, complaint)] }),
  );
}

/** Opens the form that asks what was done, only to somebody whose submission would be taken. */
export async function openResolve(context: Context, id: number): Promise<Outcome> {
  const complaint = await requireOpenComplaint(context, id);
  return openForm(
    formView(resolveForm(context, id), { state: String(id), intro: [aboutComplaint(context, complaint)] }),
  );
}

/** `/complaint assign CMP-1001 Li Na` assigns at once; without a name that is one colleague's, the form asks. */
export async function assignInWords(context: Context, id: number, words: string): Promise<Outcome> {
  const person = typedLine(words) ? await findColleague(context, words) : null;
  return person ? assign(context, id, person.id) : openAssign(context, id);
}

/** `/complaint resolve CMP-1001 restarted the service` resolves at once; without words the form asks. */
export async function resolveInWords(context: Context, id: number, words: string): Promise<Outcome> {
  return typedLine(words) ? resolve(context, id, words) : openResolve(context, id);
}

export async function submitAssign(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(assignForm(context, id), raw);
  return read.ok ? assign(context, id, read.values.person) : formErrors(read.errors);
}

export async function submitResolve(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(resolveForm(context, id), raw);
  return read.ok ? resolve(context, id, read.values.resolution) : formErrors(read.errors);
}

async function assign(context: Context, id: number, personId: number): Promise<Outcome> {
  const complaint = await assignComplaint(context, id, personId);
  const name = complaint.owner?.name ?? context.texts.shared.nobody;
  return reply(complaintCard(context, complaint, [context.texts.complaints.card.assigned(name)]));
}

async function resolve(context: Context, id: number, resolution: string): Promise<Outcome> {
  const complaint = await resolveComplaint(context, id, resolution);
  return reply(complaintCard(context, complaint, [context.texts.complaints.card.resolved]));
}
