import type { DateTime } from "luxon";
import { grades } from "../../policy/policy";
import { storedDay } from "../calendar/working-days";
import type { Company, Transaction } from "../scope";
import { nextByRhythm } from "./rhythm";

/**
 * Closes the follow-up that a touch does, and opens the next one (policy 5.3.1): on the day that a person gave, else by the
 * rhythm of the grade from the company's day of the touch (5.2.2). A day that was agreed with an earlier touch stays until it
 * comes or another is given: the customer who calls before it still expects it. One that is logged late, after a later touch,
 * tells of the past alone and leaves the follow-up as it is, unless a day comes with it. What nobody owns is followed up by
 * nobody. The customer's row must be held by the transaction.
 */
export async function followUpAfterTouch(
  transaction: Transaction,
  { policy, now }: Pick<Company, "policy" | "now">,
  customer: { id: number; ownerId: number | null; grade: string | null },
  touch: { touchId: number; at: DateTime; nextOn: DateTime | null; step: string | null },
): Promise<void> {
  const { touchId, at, nextOn, step } = touch;
  const customerId = customer.id;
  if (nextOn === null) {
    const later = await transaction.touch.findFirst({
      where: { customerId, at: { gt: at.toJSDate() } },
      select: { id: true },
    });
    if (later) return;
    if (await isAgreed(transaction, customerId, storedDay(at.setZone(now.zone)), step)) return;
  }
  await transaction.followUp.updateMany({
    where: { customerId, status: "open" },
    data: { status: "done", closedAt: now.toJSDate(), ownerId: customer.ownerId, touchId },
  });
  if (customer.ownerId === null) return;
  const grade = grades.find((each) => each === customer.grade) ?? null;
  const dueOn = nextOn ?? nextByRhythm(policy, grade, at.setZone(now.zone).startOf("day"));
  await transaction.followUp.create({
    data: {
      customerId,
      dueOn: storedDay(dueOn),
      setBy: nextOn ? "person" : "rhythm",
      step,
      createdAt: now.toJSDate(),
    },
    select: { id: true },
  });
}

/** Whether a day to come was agreed, which then takes the next step; one that was only put off is done by any touch. */
async function isAgreed(
  transaction: Transaction,
  customerId: number,
  touchedOn: Date,
  step: string | null,
): Promise<boolean> {
  const open = await transaction.followUp.findFirst({
    where: { customerId, status: "open", setBy: "person", dueOn: { gt: touchedOn } },
    select: { id: true, createdAt: true },
  });
  if (!open) return false;
  const putOff = await transaction.followUp.count({
    where: { customerId, status: "moved", closedAt: open.createdAt },
  });
  if (putOff > 0) return false;
  if (step !== null) await transaction.followUp.update({ where: { id: open.id }, data: { step } });
  return true;
}
