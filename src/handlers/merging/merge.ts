import { showCustomer } from "../../domain/customers/show-customer";
import { typedLine } from "../../domain/customers/typed-text";
import { lastMergeOf } from "../../domain/merging/merge";
import { mergeCustomers } from "../../domain/merging/merge-customers";
import { unmergeCustomers } from "../../domain/merging/unmerge-customers";
import { referenceOf } from "../../domain/references";
import { allTexts } from "../../i18n/choose-texts";
import type { Card } from "../../ui/card";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, replaceCard, reply } from "../../ui/outcome";
import { readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { customerCard } from "../customers/cards";
import { customerOption, pickCustomer } from "../customers/look-up";
import { problemCard } from "../explain-problem";
import { requireId } from "../require-reference";
import { mergedCard, previewCard, referencesOf } from "./cards";
import { mergeForm, openMergeForm } from "./forms";

/** `/customer merge CUS-1002 into CUS-1001` shows both; where one of them is not said, the form asks. */
export async function mergeInWords(context: Context, typed: string): Promise<Outcome> {
  const { usage } = context.texts.merging.verbs.merge;
  const { merged, kept } = readMergeLine(typed);
  if (!merged) return openForm(openMergeForm(context, null));
  const goes = await pickCustomer(context, merged, usage);
  if ("kind" in goes) return goes;
  if (!kept) return openForm(openMergeForm(context, customerOption(goes)));
  const stays = await pickCustomer(context, kept, usage);
  if ("kind" in stays) return stays;
  return reply(await previewCard(context, { keptId: stays.id, mergedId: goes.id }));
}

/** What stands before and behind the word between them; Chinese needs no space around it. */
function readMergeLine(typed: string): { merged: string | null; kept: string | null } {
  const words = [...new Set(allTexts.flatMap(({ merging }) => merging.into))];
  const latin = words.filter((word) => /^[a-z]+$/.test(word));
  const others = words.filter((word) => !latin.includes(word));
  const between = new RegExp(
    `^(.*?)(?:\\s+(?:${latin.join("|")})\\s+|\\s*(?:${others.join("|")})\\s*)(.+)$`,
    "iu",
  );
  const [, merged = typed, kept = ""] =
    /^(\S*\d)\s+(CUS-?\d+)$/iu.exec(typed.trim()) ?? between.exec(typed.trim()) ?? [];
  return { merged: typedLine(merged), kept: typedLine(kept) };
}

/** The form handed in changes nothing yet: it is answered with both. */
export async function submitMerge(context: Context, raw: RawValues): Promise<Outcome> {
  const read = readForm(mergeForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  return reply(await previewCard(context, { keptId: read.values.kept, mergedId: read.values.merged }));
}

/** The id is the one that stays, and the one that goes: "1001:1002". */
export async function confirmMerge(context: Context, id: string): Promise<Outcome> {
  const [kept = "", merged = ""] = id.split(":");
  const input = { keptId: requireId(kept), mergedId: requireId(merged) };
  return replaceCard(mergedCard(context, await mergeCustomers(context, input)));
}

/** The id is the merge's. */
export async function undoMerge(context: Context, id: string): Promise<Outcome> {
  return replaceCard(await undone(context, requireId(id)));
}

/** `/customer unmerge CUS-1001` undoes the latest merge into it; said of one that was merged, that merge. */
export async function unmergeInWords(context: Context, typed: string): Promise<Outcome> {
  const { verbs, nothingToUndo } = context.texts.merging;
  const picked = await pickCustomer(context, typed, verbs.unmerge.usage);
  if ("kind" in picked) return picked;
  const merge = await lastMergeOf(context.db, picked.id);
  if (!merge) return reply(problemCard(context, nothingToUndo(referenceOf("customer", picked.id))));
  return reply(await undone(context, merge.id));
}

async function undone(context: Context, mergeId: number): Promise<Card> {
  const merge = await unmergeCustomers(context, mergeId);
  const [, mergedReference] = referencesOf(merge);
  return customerCard(context, await showCustomer(context, merge.keptId), [
    context.texts.merging.undone(mergedReference),
  ]);
}
