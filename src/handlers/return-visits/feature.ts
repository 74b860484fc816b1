import { replaceCard } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { requireId } from "../require-reference";
import { notices } from "./notices";
import { openVisit, submitVisit } from "./record-visit";
import { visitList } from "./visit-list";

/** Return visits in chat (policy 5.3.3); `/deal visits` lists them. */
export const returnVisits: DrumbeatFeature = {
  name: "return-visits",
  actions: {
    "visit.record": openVisit,
    /** The id is whose, and which page: "mine:2". */
    "visit.list": async (context, id) => {
      const [whose, page = ""] = id.split(":");
      return replaceCard(await visitList(context, whose === "all" ? "all" : "mine", requireId(page)));
    },
  },
  forms: { "visit.record": submitVisit },
  notices,
};
