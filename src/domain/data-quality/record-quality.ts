import type { Customer } from "../customers/customer";
import type { Company, Reader } from "../scope";
import { type Quality, qualityOf } from "./quality-of";

/** The quality of one customer's record as it is now (policy 5.1.2). */
export async function recordQuality(
  company: Pick<Company, "policy" | "now"> & { db: Reader },
  customer: Customer,
): Promise<Quality> {
  const last = await company.db.touch.findFirst({
    where: { customerId: customer.id, at: { gt: customer.updatedAt } },
    select: { at: true },
    orderBy: { at: "desc" },
  });
  return qualityOf(company, { ...customer, freshAt: last?.at ?? customer.updatedAt });
}
