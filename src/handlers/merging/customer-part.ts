import { mayUnmerge, mergedReference, mergesInto } from "../../domain/merging/merge";
import { context as smallPrint } from "../../ui/card";
import type { DrawCustomerPart } from "../customers/part";
import { undoButton } from "./cards";

/** Which customers one includes, and the latest of them to be taken out again by who may, while that can be done. */
export const mergingPart: DrawCustomerPart = async (context, customer) => {
  const { texts, reader, policy, actor, now, db } = context;
  const merges = await mergesInto(db, customer.id);
  const [latest] = merges;
  const undoable = latest && now.toJSDate() <= latest.until && mayUnmerge(policy, actor, latest, customer);
  const said = merges.map((each) => texts.merging.includes(mergedReference(each), reader.moment(each.at)));
  return {
    elements: said.length > 0 ? [smallPrint(said.join(" · "))] : [],
    buttons: undoable ? [undoButton(context, latest)] : [],
  };
};
