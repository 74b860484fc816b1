import { addBusinessDays, storedDay } from "../calendar/working-days";
import type { Company, Transaction } from "../scope";

/**
 * Sets the visit at which a customer is asked whether a complaint is solved (policy 5.4.3), business days from now; one that
 * was due from an earlier closing is dropped. In the transaction that resolves the complaint.
 */
export async function scheduleComplaintVisit(
  transaction: Transaction,
  { policy, now }: Pick<Company, "policy" | "now">,
  { customerId, complaintId }: { customerId: number; complaintId: number },
): Promise<void> {
  const earlier = await transaction.returnVisit.count({ where: { complaintId } });
  await transaction.returnVisit.updateMany({
    where: { complaintId, status: "due" },
    data: { status: "dropped" },
  });
  await transaction.returnVisit.create({
    data: {
      customerId,
      complaintId,
      number: earlier + 1,
      dueOn: storedDay(
        addBusinessDays(policy.calendar, now.startOf("day"), policy.complaints.return_visit_after),
      ),
      createdAt: now.toJSDate(),
    },
  });
}
