import { replaceCard } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { requireId } from "../require-reference";
import { claim, openAssign, openGiveUp, submitAssign, submitGiveUp } from "./change";
import { poolCommand } from "./command";
import { poolCard } from "./list-card";
import { notices } from "./notices";
import { readPageId } from "./read-filter";

/** The public pool in chat (policy 5.3.2). */
export const pool: DrumbeatFeature = {
  name: "pool",
  commands: [poolCommand],
  actions: {
    "pool.claim": (context, id) => claim(context, requireId(id)),
    "pool.give-up": (context, id) => openGiveUp(context, requireId(id)),
    "pool.assign": (context, id) => openAssign(context, requireId(id)),
    /** The id is which page of which list. */
    "pool.list": async (context, id) => {
      const { filter, place } = readPageId(id);
      return replaceCard(await poolCard(context, filter, place));
    },
  },
  forms: { "pool.give-up": submitGiveUp, "pool.assign": submitAssign },
  notices,
};
