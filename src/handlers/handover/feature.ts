import type { DrumbeatFeature } from "../context";
import { leaverSearch } from "./forms";
import { confirmHandover, openHandoverOf, searchLeavers, submitHandover } from "./hand-over";
import { notices } from "./notices";

/** Handing over what a leaver owns (policy 5.3.2); `/customer handover` and the answer to switching somebody off lead here. */
export const handover: DrumbeatFeature = {
  name: "handover",
  actions: { "handover.new": openHandoverOf, "handover.confirm": confirmHandover },
  forms: { "handover.new": submitHandover },
  searches: { [leaverSearch]: searchLeavers },
  notices,
};
