import { type Grade, grades } from "../../policy/policy";
import type { Customer } from "../customers/customer";
import type { Reader } from "../scope";
import { type Graded, gradeOf } from "./grade-of";
import { type GradingCompany, oneOf, purchasesSql } from "./scored";

/** How a customer's grade comes about (policy 5.2.1), from its facts as they are now. */
export async function explainGrade(
  company: GradingCompany & { db: Reader },
  customer: Pick<Customer, "id" | "size" | "industry" | "overrideGrade" | "overrideUntil">,
): Promise<Graded> {
  const [won] = await company.db.$queryRaw<{ deals: number; amount: string }[]>`
    select won.deals, won.amount::text as amount from (${purchasesSql(company, oneOf([customer.id]))}) won`;
  const { size, industry, overrideGrade, overrideUntil } = customer;
  return gradeOf(company, {
    size,
    industry,
    deals: won?.deals ?? 0,
    amountMinor: BigInt(won?.amount ?? 0),
    overrideGrade: asGrade(overrideGrade),
    overrideUntil,
  });
}

const asGrade = (stored: string | null): Grade | null => grades.find((each) => each === stored) ?? null;
