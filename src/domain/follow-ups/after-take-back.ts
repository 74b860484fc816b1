import { DateTime } from "luxon";
import { grades } from "../../policy/policy";
import { storedDay } from "../calendar/working-days";
import type { Company, Transaction } from "../scope";
import { followRhythm } from "./follow-rhythm";
import { firstContactBy, nextByRhythm } from "./rhythm";

/**
 * Makes a customer's follow-ups what they are without a touch that was taken back (policy 5.3.1). Was it the last that was
 * logged, then the one it did is open again, and the one it opened is dropped. Of others a later touch has done the same since:
 * there only the day by rhythm is counted anew, from the touches that stand; where none does, it is the first contact again. The
 * customer's row must be held by the transaction.
 */
export async function followUpAfterTakeBack(
  transaction: Transaction,
  company: Pick<Company, "policy" | "now">,
  customer: { id: number; ownerId: number | null; grade: string | null },
  touch: { id: number; at: Date; createdAt: Date },
): Promise<void> {
  const later = await transaction.touch.findFirst({
    where: { customerId: customer.id, id: { gt: touch.id } },
    select: { id: true },
  });
  if (!later) await reopen(transaction, company, customer, touch);
  await followRhythm(transaction, company, [customer.id]);
  await awaitFirstContact(transaction, company, customer, touch);
}

/** A merge may have counted the day of somebody who awaits the first contact from this touch. */
async function awaitFirstContact(
  transaction: Transaction,
  { policy, now }: Pick<Company, "policy" | "now">,
  customer: { id: number; grade: string | null },
  touch: { at: Date },
): Promise<void> {
  const inZone = (moment: Date): DateTime => DateTime.fromJSDate(moment).setZone(now.zone);
  const grade = grades.find((each) => each === customer.grade) ?? null;
  const byTouch = nextByRhythm(policy, grade, inZone(touch.at).startOf("day"));
  const open = await transaction.followUp.findFirst({
    where: { customerId: customer.id, status: "open", setBy: "rhythm", dueOn: storedDay(byTouch) },
  });
  if (!open) return;
  const since = await transaction.touch.findFirst({
    where: { customerId: customer.id, createdAt: { gte: open.createdAt } },
    select: { id: true },
  });
  if (since) return;
  await transaction.followUp.update({
    where: { id: open.id },
    data: { dueOn: storedDay(firstContactBy({ policy, now: inZone(open.createdAt) })) },
    select: { id: true },
  });
}

async function reopen(
  transaction: Transaction,
  { now }: Pick<Company, "now">,
  { id: customerId, ownerId }: { id: number; ownerId: number | null },
  touch: { id: number; createdAt: Date },
): Promise<void> {
  const did = await transaction.followUp.findFirst({
    where: { customerId, status: "done", touchId: touch.id },
    select: { id: true },
  });
  // One that did none was logged late, and opened none either unless it gave the day.
  if (!did) return;
  if (ownerId !== null)
    await transaction.followUp.updateMany({
      where: { customerId, status: "open", createdAt: touch.createdAt },
      data: { status: "dropped", closedAt: now.toJSDate(), ownerId },
    });
  // A day that somebody gave since stands, and nobody follows up what nobody owns: what was not done is dropped there.
  const open = await transaction.followUp.count({ where: { customerId, status: "open" } });
  await transaction.followUp.update({
    where: { id: did.id },
    data:
      ownerId === null || open > 0
        ? { status: "dropped" }
        : { status: "open", closedAt: null, ownerId: null, touchId: null },
    select: { id: true },
  });
}
