import { replaceCard } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { requireId } from "../require-reference";
import { notices } from "./notices";
import { qualityByOwnerCard, worstCard } from "./quality-cards";
import { openGrade, removeGrade, submitGrade } from "./set-grade";

/** Grades of customers (policy 5.2.1) and the quality of their records (5.1.2) in chat; their words are `/customer`'s. */
export const grading: DrumbeatFeature = {
  name: "grading",
  actions: {
    "customer.grade": openGrade,
    "customer.ungrade": removeGrade,
    /** The id is whose worst records: "all" by owner, else the owner's. */
    "customer.quality": async (context, id) =>
      replaceCard(id === "all" ? await qualityByOwnerCard(context) : await worstCard(context, requireId(id))),
  },
  forms: { "customer.grade": submitGrade },
  notices,
};
