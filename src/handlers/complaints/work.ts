import { changeSeverity } from "../../domain/complaints/change-severity";
import {
  type Complaint,
  openPause,
  overtaken,
  requireOpenComplaint,
} from "../../domain/complaints/complaint";
import { respondToComplaint } from "../../domain/complaints/respond-to-complaint";
import { keepAnswer, resumeComplaint } from "../../domain/complaints/resume-complaint";
import { waitForCustomer } from "../../domain/complaints/wait-for-customer";
import { typedLine } from "../../domain/customers/typed-text";
import { severities } from "../../policy/policy";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireId } from "../require-reference";
import { complaintCard, severityName } from "./cards";
import { aboutComplaint, answerForm, respondForm, severityForm, waitForm } from "./forms";

/** Each form opens only to somebody whose submission would be taken. */
export async function openRespond(context: Context, id: number): Promise<Outcome> {
  const complaint = await requireOpenComplaint(context, id);
  if (complaint.respondedAt) throw await overtaken(context.db, id, "response");
  return openForm(formView(respondForm(context, id), about(context, complaint)));
}

export async function openWait(context: Context, id: number): Promise<Outcome> {
  const complaint = await requireOpenComplaint(context, id);
  if (openPause(complaint)) throw await overtaken(context.db, id, "pause");
  return openForm(formView(waitForm(context, id), about(context, complaint)));
}

export async function openAnswer(context: Context, id: number): Promise<Outcome> {
  const complaint = await requireOpenComplaint(context, id);
  if (!openPause(complaint)) throw await overtaken(context.db, id, "resume");
  return openForm(formView(answerForm(context, id), about(context, complaint)));
}

/** Its state keeps the severity that was seen, so that of two who change it one is told. */
export async function openSeverity(context: Context, id: number, reason = ""): Promise<Outcome> {
  const complaint = await requireOpenComplaint(context, id);
  const { severity } = complaint;
  return openForm(
    formView(severityForm(context, id), {
      ...about(context, complaint),
      state: `${id}:${severity}`,
      values: { severity, ...(reason ? { reason } : {}) },
    }),
  );
}

const about = (context: Context, complaint: Complaint) => ({
  state: String(complaint.id),
  intro: [aboutComplaint(context, complaint)],
});

/** `/complaint respond CMP-1001 we are looking into it` keeps it at once; without words the form asks. The others alike. */
export const respondInWords = (context: Context, id: number, words: string): Promise<Outcome> =>
  typedLine(words) ? respond(context, id, words) : openRespond(context, id);
export const waitInWords = (context: Context, id: number, words: string): Promise<Outcome> =>
  typedLine(words) ? wait(context, id, words) : openWait(context, id);
export const answerInWords = (context: Context, id: number, words: string): Promise<Outcome> =>
  typedLine(words) ? answer(context, id, words) : openAnswer(context, id);

/** `/complaint severity CMP-1001 S1 all shops are closed`; where the severity or the reason is missing the form asks. */
export async function severityInWords(context: Context, id: number, words: string): Promise<Outcome> {
  const [, named = "", reason = ""] = /^(\S*)\s*([\s\S]*)$/u.exec(words.normalize("NFKC").trim()) ?? [];
  const to = severities.find((each) => each === named.toUpperCase());
  if (!to || !typedLine(reason)) return openSeverity(context, id, to ? "" : words.trim().slice(0, 500));
  const { severity: from } = await requireOpenComplaint(context, id);
  const complaint = await changeSeverity(context, id, { from, to, reason });
  return changed(context, complaint);
}

export async function submitRespond(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(respondForm(context, id), raw);
  return read.ok ? respond(context, id, read.values.response) : formErrors(read.errors);
}

export async function submitWait(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(waitForm(context, id), raw);
  return read.ok ? wait(context, id, read.values.reason) : formErrors(read.errors);
}

export async function submitAnswer(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(answerForm(context, id), raw);
  return read.ok ? answer(context, id, read.values.answer) : formErrors(read.errors);
}

export async function submitSeverity(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const [number = "", from = ""] = state.split(":");
  const id = requireId(number);
  const read = readForm(severityForm(context, id), raw);
  if (!read.ok) return formErrors(read.errors);
  const to = severities.find((each) => each === read.values.severity) ?? "S3";
  return changed(context, await changeSeverity(context, id, { from, to, reason: read.values.reason }));
}

export async function resume(context: Context, id: number): Promise<Outcome> {
  const complaint = await resumeComplaint(context, id);
  return reply(complaintCard(context, complaint, [context.texts.complaints.card.goesOn]));
}

async function respond(context: Context, id: number, response: string): Promise<Outcome> {
  const complaint = await respondToComplaint(context, id, response);
  return reply(complaintCard(context, complaint, [context.texts.complaints.card.responded]));
}

async function wait(context: Context, id: number, reason: string): Promise<Outcome> {
  const complaint = await waitForCustomer(context, id, reason);
  return reply(complaintCard(context, complaint, [context.texts.complaints.card.nowWaiting]));
}

async function answer(context: Context, id: number, said: string): Promise<Outcome> {
  const complaint = await keepAnswer(context, id, said);
  return reply(complaintCard(context, complaint, [context.texts.complaints.card.answerKept]));
}

function changed(context: Context, complaint: Complaint): Outcome {
  const { card } = context.texts.complaints;
  const severity = severityName(context, complaint.severity);
  return reply(complaintCard(context, complaint, [card.severityChanged(severity)]));
}
