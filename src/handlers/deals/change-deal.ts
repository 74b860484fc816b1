import { type Deal, mayEditDeal } from "../../domain/deals/deal";
import { editDeal } from "../../domain/deals/edit-deal";
import { loseDeal } from "../../domain/deals/lose-deal";
import { moveDeal } from "../../domain/deals/move-deal";
import { reopenDeal } from "../../domain/deals/reopen-deal";
import { requireClosable } from "../../domain/deals/require-closable";
import { showDeal } from "../../domain/deals/show-deal";
import { winDeal } from "../../domain/deals/win-deal";
import { DomainError } from "../../domain/errors";
import { requirePermission } from "../../domain/people/permissions";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, replaceCard, reply } from "../../ui/outcome";
import { readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireId } from "../require-reference";
import { dealCard } from "./deal-card";
import { stageName } from "./deal-words";
import {
  editClosedForm,
  editOpenForm,
  isoDay,
  lostForm,
  openEditForm,
  openLostForm,
  openWonForm,
  wonForm,
} from "./forms";

/** Each opens its form only for somebody whose submission would be taken. */
export async function openEdit(context: Context, id: number): Promise<Outcome> {
  const deal = await showDeal(context, id);
  if (!mayEditDeal(context.policy, context.actor, deal)) await requirePermission(context, "deal.edit_any");
  return openForm(openEditForm(context, deal));
}

export const openWon = async (context: Context, id: number): Promise<Outcome> =>
  openForm(openWonForm(context, await requireClosable(context, id, null)));

export const openLost = async (context: Context, id: number): Promise<Outcome> =>
  openForm(openLostForm(context, await requireClosable(context, id, null)));

/** The state of a form about a deal: its id, and its revision when the form was opened. */
function readState(state: string): { id: number; revision: number } {
  const [, id, revision] = /^(\d{1,9}):(\d{1,9})$/.exec(state) ?? [];
  if (!id || !revision) throw new DomainError({ code: "NOT_FOUND", reference: "DEA" });
  return { id: Number(id), revision: Number(revision) };
}

export async function submitEdit(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const { id, revision } = readState(state);
  const deal = await showDeal(context, id);
  const said = [context.texts.deals.card.saved];
  if (deal.status === "open") {
    const read = readForm(editOpenForm(context, deal), raw);
    if (!read.ok) return formErrors(read.errors);
    return reply(dealCard(context, await editDeal(context, id, revision, read.values), said));
  }
  const read = readForm(editClosedForm(context, deal), raw);
  if (!read.ok) return formErrors(read.errors);
  const kept = { stage: deal.stage, expectedOn: isoDay(deal.expectedOn) };
  return reply(dealCard(context, await editDeal(context, id, revision, { ...read.values, ...kept }), said));
}

export async function submitWon(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const { id, revision } = readState(state);
  const read = readForm(wonForm(context, await showDeal(context, id)), raw);
  if (!read.ok) return formErrors(read.errors);
  const deal = await winDeal(context, id, revision, read.values);
  return reply(dealCard(context, deal, [context.texts.deals.card.won]));
}

export async function submitLost(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const { id, revision } = readState(state);
  const read = readForm(lostForm(context, id), raw);
  if (!read.ok) return formErrors(read.errors);
  const deal = await loseDeal(context, id, revision, read.values);
  return reply(dealCard(context, deal, [context.texts.deals.card.lost]));
}

/** The id is the deal's, the stage that the button was drawn at, and the one it leads to: "1001:needs:proposal". */
export async function pressMove(context: Context, id: string): Promise<Outcome> {
  const [dealId = "", from = "", to = ""] = id.split(":");
  const deal = await moveDeal(context, requireId(dealId), { from, to });
  return redrawn(context, deal, context.texts.deals.card.movedTo(stageName(context, deal.stage)));
}

export async function pressReopen(context: Context, id: string): Promise<Outcome> {
  return redrawn(context, await reopenDeal(context, requireId(id)), context.texts.deals.card.reopened);
}

const redrawn = (context: Context, deal: Deal, said: string): Outcome =>
  replaceCard(dealCard(context, deal, [said]));
