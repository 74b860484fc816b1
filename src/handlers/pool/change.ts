import { findColleague } from "../../domain/complaints/find-colleague";
import { mayEdit } from "../../domain/customers/customer";
import { showCustomer } from "../../domain/customers/show-customer";
import { typedLine } from "../../domain/customers/typed-text";
import { requirePermission } from "../../domain/people/permissions";
import { assignFromPool } from "../../domain/pool/assign-from-pool";
import { claimCustomer } from "../../domain/pool/claim-customer";
import { giveUpCustomer, requireOwned } from "../../domain/pool/give-up-customer";
import { claimsLeft } from "../../domain/pool/pool-limits";
import { takenAlready } from "../../domain/pool/taken-already";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { customerCard } from "../customers/cards";
import { requireId } from "../require-reference";
import { assignForm, giveUpForm } from "./forms";

export async function claim(context: Context, id: number): Promise<Outcome> {
  const customer = await claimCustomer(context, id);
  const { left, limit } = await claimsLeft(context.db, context, context.actor.id);
  return reply(await customerCard(context, customer, [context.texts.pool.card.claimed(left, limit)]));
}

/** `/pool give CUS-1001 no budget this year` gives it up at once; without a reason the form asks for it. */
export async function giveUpInWords(context: Context, id: number, words: string): Promise<Outcome> {
  return typedLine(words) ? giveUp(context, id, words) : openGiveUp(context, id);
}

/** Opens the form only for somebody whose submission would be taken. */
export async function openGiveUp(context: Context, id: number): Promise<Outcome> {
  const customer = await showCustomer(context, id);
  if (!mayEdit(context.policy, context.actor, customer))
    await requirePermission(context, "customer.edit_any");
  requireOwned(customer);
  return openForm(formView(giveUpForm(context, id), { state: String(id), intro: [customer.name] }));
}

export async function submitGiveUp(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(giveUpForm(context, id), raw);
  return read.ok ? giveUp(context, id, read.values.reason) : formErrors(read.errors);
}

async function giveUp(context: Context, id: number, reason: string): Promise<Outcome> {
  const customer = await giveUpCustomer(context, id, reason);
  return reply(await customerCard(context, customer, [context.texts.pool.card.givenUp]));
}

/** `/pool assign CUS-1001 Li Na` assigns at once; without a name that is one colleague's, the form asks. */
export async function assignInWords(context: Context, id: number, words: string): Promise<Outcome> {
  const person = typedLine(words) ? await findColleague(context, words) : null;
  return person ? assign(context, id, person.id) : openAssign(context, id);
}

/** Opens the form only for somebody whose submission would be taken. */
export async function openAssign(context: Context, id: number): Promise<Outcome> {
  const customer = await showCustomer(context, id);
  await requirePermission(context, "pool.assign");
  if (customer.ownerId !== null || customer.mergedIntoId !== null)
    throw await takenAlready(context.db, customer);
  return openForm(formView(assignForm(context, id), { state: String(id), intro: [customer.name] }));
}

export async function submitAssign(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(assignForm(context, id), raw);
  return read.ok ? assign(context, id, read.values.person) : formErrors(read.errors);
}

async function assign(context: Context, id: number, personId: number): Promise<Outcome> {
  const customer = await assignFromPool(context, id, personId);
  const name = customer.owner?.name ?? context.texts.shared.nobody;
  return reply(await customerCard(context, customer, [context.texts.customers.card.assignedTo(name)]));
}
