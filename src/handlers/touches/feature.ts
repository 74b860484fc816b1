import { requireTouch } from "../../domain/touches/require-touch";
import { replaceCard, reply } from "../../ui/outcome";
import type { DrumbeatFeature } from "../context";
import { requireId } from "../require-reference";
import { openTimeline } from "../timeline/open-timeline";
import { oneTouchCard } from "./cards";
import { touchCommand } from "./command";
import { dueCard, openReschedule, showFollowUp, snooze, submitReschedule } from "./due";
import { newTouch, newTouchForCustomer, submitTouch, touchFromMessage } from "./log";
import { notices } from "./notices";
import { takeBack } from "./take-back";

/** Touches and follow-ups in chat (policy 5.2.2, 5.3.1). */
export const touches: DrumbeatFeature = {
  name: "touches",
  commands: [touchCommand],
  actions: {
    "touch.new": (context) => newTouch(context, ""),
    "touch.new-for-customer": newTouchForCustomer,
    "touch.show": async (context, id) =>
      reply(await oneTouchCard(context, await requireTouch(context, requireId(id)))),
    "touch.take-back": takeBack,
    /** The id is whose list, and which page of it: "mine:2". */
    "touch.due": async (context, id) => {
      const [whose, page = ""] = id.split(":");
      return replaceCard(await dueCard(context, whose === "all" ? "all" : "mine", requireId(page)));
    },
    /** The id is the customer's, and behind it where the page begins. */
    "customer.timeline": openTimeline,
    "follow-up.show": showFollowUp,
    "follow-up.snooze": snooze,
    "follow-up.reschedule": openReschedule,
  },
  forms: { "touch.new": submitTouch, "follow-up.reschedule": submitReschedule },
  messageShortcuts: [{ name: "touch-from-message", title: "Log a touch", run: touchFromMessage }],
  notices,
};
