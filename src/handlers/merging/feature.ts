import type { DrumbeatFeature } from "../context";
import { confirmMerge, submitMerge, undoMerge } from "./merge";
import { notices } from "./notices";

/** Merging two customers that are one (policy 5.1.2); `/customer merge` and `unmerge` lead here. */
export const merging: DrumbeatFeature = {
  name: "merging",
  actions: { "merge.confirm": confirmMerge, "merge.undo": undoMerge },
  forms: { "merge.new": submitMerge },
  notices,
};
