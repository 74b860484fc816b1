import { approvalTrail } from "../../domain/approvals/approval-trail";
import { showKept } from "../../domain/customers/show-customer";
import { DomainError } from "../../domain/errors";
import { checkClaim } from "../../domain/expenses/check-claim";
import type { ClaimInput } from "../../domain/expenses/claim";
import { keptReceipts, requireKeptReceipt } from "../../domain/expenses/keep-receipt";
import { loadClaim, showClaim } from "../../domain/expenses/load-claim";
import { resubmitClaim } from "../../domain/expenses/resubmit-claim";
import { submitClaim } from "../../domain/expenses/submit-claim";
import { decimalFromMinor } from "../../domain/money";
import { requireDepartment, requirePermission } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import type { RawValues } from "../../ui/form";
import { formErrors, nothing, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, type InitialValues, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { explainProblem } from "../explain-problem";
import { requireId } from "../require-reference";
import { claimCard } from "./claim-card";
import { type ClaimForm, claimForm, claimFormWithKept } from "./claim-form";
import { readQuickClaim } from "./read-quick-claim";

/** What a form of a new claim was opened with: a kept receipt's id, or nothing. */
const keptReceiptOf = (state: string): readonly number[] =>
  state.startsWith("receipt:") ? [requireId(state.slice(8))] : [];

/** Stands in the state of a form in which kept receipts can be chosen. */
const choosing = "kept";

const today = (context: Context): string => context.now.setZone(context.reader.timeZone).toISODate() ?? "";

/** Opens the form, after asking what would refuse it anyway: nobody fills in a form for nothing. */
export async function openClaimForm(
  context: Context,
  values: InitialValues<ClaimForm["schema"]> = {},
  more: { state?: string; intro?: readonly string[] } = {},
): Promise<Outcome> {
  await requirePermission(context, "expense.file");
  await requireDepartment(context);
  return openForm(formView(claimForm(context), { ...more, values: { spentOn: today(context), ...values } }));
}

/** "/expense new": the form; with amount, purpose and a category among the words the claim is filed at once. */
export async function newClaim(context: Context, typed: string): Promise<Outcome> {
  if (!typed.trim()) return openClaimForm(context);
  const quick = readQuickClaim(typed, context.policy);
  if (!quick) return openClaimForm(context, { purpose: typed.slice(0, 500) });
  const { amount, purpose, category } = quick;
  const prefilled = { amount, category, purpose: purpose.slice(0, 500) };
  if (!purpose) return openClaimForm(context, prefilled);
  if (!category)
    return openClaimForm(context, prefilled, { intro: [context.texts.expenses.form.needsCategory] });
  const input = {
    ...prefilled,
    category,
    purpose,
    spentOn: today(context),
    customerId: null,
    projectId: null,
    invoiceNumber: null,
    receipts: [],
    storedReceiptIds: [],
  };
  try {
    checkClaim(context, input);
  } catch (error) {
    // What is wrong or missing is put right in the form, with what was typed still there.
    if (!(error instanceof DomainError)) throw error;
    return openClaimForm(context, prefilled, {
      intro: [error, ...error.others].map(({ problem }) => explainProblem(context, problem)),
    });
  }
  const { id } = await submitClaim(context, input);
  return filed(context, id);
}

/** "/expense 128.50 taxi" without a verb. */
export const claimFromLine = async (context: Context, typed: string): Promise<Outcome | null> =>
  readQuickClaim(typed, context.policy) ? newClaim(context, typed) : null;

/** The filled-in form of a new claim. */
export async function fileClaim(context: Context, values: RawValues, state: string): Promise<Outcome> {
  if (state === choosing) {
    const chosen = readForm(claimFormWithKept(context, await keptReceipts(context)), values);
    if (!chosen.ok) return formErrors(chosen.errors);
    const { id } = await submitClaim(context, await inputWithKept(context, chosen.values));
    return filed(context, id);
  }
  const read = readForm(claimForm(context), values);
  if (!read.ok) return formErrors(read.errors);
  const stored = keptReceiptOf(state);
  const { id } = await submitClaim(context, {
    ...(await inputOf(context, read.values)),
    storedReceiptIds: stored,
  });
  return filed(context, id);
}

/** The notice tells it in the direct conversation; whoever filed it in a channel needs a word there too. */
async function filed(context: Context, id: number): Promise<Outcome> {
  if (context.interaction?.conversation?.kind !== "channel") return nothing;
  return reply(await claimCard(context, await showClaim(context, id), context.texts.expenses.notices.filed));
}

type FormValues = Extract<ReturnType<typeof readForm<ClaimForm["schema"]>>, { ok: true }>["values"];

async function inputOf(
  context: Context,
  { receipts, ...values }: FormValues,
): Promise<Omit<ClaimInput, "storedReceiptIds">> {
  try {
    return {
      ...values,
      receipts: await Promise.all(
        receipts.map(async (file) => ({ name: file.name, content: await context.readFile(file) })),
      ),
    };
  } catch (error) {
    throw new DomainError({ code: "INVALID", field: "receipts", rule: "file_unreadable" }, "receipts", {
      cause: error,
    });
  }
}

async function inputWithKept(
  context: Context,
  { keptReceipts: chosen, ...values }: FormValues & { keptReceipts: readonly string[] },
): Promise<ClaimInput> {
  return { ...(await inputOf(context, values)), storedReceiptIds: chosen.map(Number) };
}

/** The form of a returned claim, with what was typed, and what was asked to change. */
export async function openEditForm(context: Context, id: string): Promise<Outcome> {
  const claim = await loadClaim(context.db, requireId(id));
  const reference = referenceOf("expense", requireId(id));
  if (claim?.claimant.id !== context.actor.id) throw new DomainError({ code: "NOT_FOUND", reference });
  if (claim.status !== "returned")
    throw new DomainError({ code: "WRONG_STATE", reference, status: claim.status });
  const words = context.texts.expenses.form;
  const trail = await approvalTrail(context.db, { kind: "expense", id: claim.id });
  const returned =
    trail
      .at(-1)
      ?.steps.flatMap(({ assignees }) => assignees.filter(({ decision }) => decision === "returned")) ?? [];
  const kept = await keptReceipts(context);
  const more = {
    intro: [
      ...returned.map(({ name, deciderName, reason }) =>
        words.returnedBecause(deciderName ?? name, reason ?? ""),
      ),
      ...(claim.receipts.length ? [words.alreadyAttached(claim.receipts.length)] : []),
    ],
    values: {
      amount: decimalFromMinor(claim.amountMinor, claim.currency),
      category: claim.category,
      spentOn: claim.spentOn.toISOString().slice(0, 10),
      purpose: claim.purpose,
      invoiceNumber: claim.invoiceNumber,
      customerId: claim.customer && { value: String(claim.customer.id), label: claim.customer.name },
      projectId: claim.project && { value: String(claim.project.id), label: claim.project.title },
    },
  };
  if (kept.length === 0) return openForm(formView(claimForm(context, true), { ...more, state: id }));
  return openForm(formView(claimFormWithKept(context, kept, true), { ...more, state: `${id} ${choosing}` }));
}

export async function fileClaimAgain(context: Context, values: RawValues, state: string): Promise<Outcome> {
  const [typedId = "", ...more] = state.split(" ");
  const id = requireId(typedId);
  if (more.join(" ") === choosing) {
    const chosen = readForm(claimFormWithKept(context, await keptReceipts(context), true), values);
    if (!chosen.ok) return formErrors(chosen.errors);
    await resubmitClaim(context, id, await inputWithKept(context, chosen.values));
    return filed(context, id);
  }
  const read = readForm(claimForm(context, true), values);
  if (!read.ok) return formErrors(read.errors);
  await resubmitClaim(context, id, { ...(await inputOf(context, read.values)), storedReceiptIds: [] });
  return filed(context, id);
}

/** The form with a picture that was sent to the bot already attached; where there are more of them, to be chosen from. */
export async function newClaimWithReceipt(context: Context, id: string): Promise<Outcome> {
  const file = await requireKeptReceipt(context, requireId(id));
  const kept = await keptReceipts(context);
  if (kept.length > 1) {
    await requirePermission(context, "expense.file");
    await requireDepartment(context);
    const values = { spentOn: today(context), keptReceipts: [String(file.id)] };
    return openForm(formView(claimFormWithKept(context, kept), { state: choosing, values }));
  }
  return openClaimForm(
    context,
    {},
    { state: `receipt:${file.id}`, intro: [context.texts.expenses.form.keptReceipt(file.name)] },
  );
}

export async function newClaimForCustomer(context: Context, id: string): Promise<Outcome> {
  const customer = await showKept(context, requireId(id));
  return openClaimForm(context, { customerId: { value: String(customer.id), label: customer.name } });
}
