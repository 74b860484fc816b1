import { errors } from "../../../src/i18n/en/errors";
import type { RunningCompany } from "../../support/company";
import type { Answer } from "./client";
import { auditedSince, changedTables, stored } from "./stored";

/** Whether an answer is the one for what nobody foresaw. */
export const isUnexpected = ({ text }: Answer): boolean =>
  text.includes(errors.unexpected.slice(0, 40)) || /[Rr]eference:? [0-9a-f]{8}/.test(text);

/** What is wrong with the answer to something, as sentences, and whether anything was saved. */
export async function judge(
  company: RunningCompany,
  act: () => Promise<Answer>,
): Promise<{ faults: string[]; changed: string[]; answer: Answer }> {
  const before = await stored(company.db);
  const answer = await act();
  const after = await stored(company.db);
  const changed = changedTables(before, after);
  const faults: string[] = [];
  if (answer.status !== 200) faults.push(`answered with HTTP ${answer.status}`);
  if (answer.text === "" && !answer.closed) faults.push("answered with silence");
  if (isUnexpected(answer)) faults.push("answered that something unexpected went wrong");
  const audited = await auditedSince(company.db, before);
  if (changed.length > 0 && audited.length === 0) faults.push(`changed ${changed} without a trace`);
  if (changed.length > 0 && Object.keys(answer.errors).length > 0)
    faults.push(`refused and yet changed ${changed}`);
  const references = audited.flatMap((entry) => /^[A-Z]{3}-\d+/.exec(entry)?.[0] ?? []);
  const unsaid = references.filter((each) => !answer.text.includes(each));
  if (!answer.closed && unsaid.length > 0)
    faults.push(`did "${audited}" and said "${answer.text.slice(0, 200)}"`);
  if (changed.includes("expense_claim") && !changed.includes("approval_request"))
    faults.push("saved a claim that nobody is asked to approve");
  for (const { kind, where, details } of company.sandbox.workspace.problems.splice(0))
    faults.push(`Slack refused ${where}: ${kind} ${details.join("; ")}`);
  return { faults, changed, answer };
}

/** Faults of the answer to something that may be right or wrong; none when it is as it should be. */
export const faultsOf = async (company: RunningCompany, act: () => Promise<Answer>): Promise<string[]> =>
  (await judge(company, act)).faults;

/** The same for what must not change anything. */
export async function faultsOfRefused(
  company: RunningCompany,
  act: () => Promise<Answer>,
): Promise<string[]> {
  const { faults, changed } = await judge(company, act);
  return changed.length > 0 ? [...faults, `changed ${changed}`] : faults;
}
