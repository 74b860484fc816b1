import type { Customer } from "../../domain/customers/customer";
import type { Context } from "../context";
import { dealsPart } from "../deals/customer-part";
import { gradePart, qualityPart } from "../grading/customer-part";
import { mergingPart } from "../merging/customer-part";
import { poolPart } from "../pool/customer-part";
import { touchPart } from "../touches/customer-part";
import type { CustomerPart, DrawCustomerPart } from "./part";

/** In the order a card shows them: what is to be done next comes first. */
const parts: readonly DrawCustomerPart[] = [
  poolPart,
  touchPart,
  dealsPart,
  gradePart,
  qualityPart,
  mergingPart,
];

/** All of them together, for one reader. */
export async function customerParts(context: Context, customer: Customer): Promise<CustomerPart> {
  const drawn = await Promise.all(parts.map((draw) => draw(context, customer)));
  return {
    elements: drawn.flatMap(({ elements }) => elements),
    buttons: drawn.flatMap(({ buttons }) => buttons),
  };
}
