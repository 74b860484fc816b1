import { reply } from "../../ui/outcome";
import type { Context, DrumbeatFeature } from "../context";
import { verbWords } from "../verb-words";
import { comeBack, openAwayForm, saveAway } from "./away";
import { approveInList, approveOnCard, askReason, refuseWithReason } from "./decide-by-button";
import { approvalAsked } from "./notices";
import { waitingCard } from "./waiting-card";

const list = async (context: Context) => reply(await waitingCard(context));

/** Approvals (policy 6.1.2, 7.2.2): what waits for whom, decided by button, delegated while away. */
export const approvals: DrumbeatFeature = {
  name: "approvals",
  commands: [
    {
      name: "approvals",
      summary: { manifest: "What waits for your decision", text: ({ texts }) => texts.approvals.summary },
      usageHint: "| away | back",
      bare: list,
      verbs: [
        { name: "list", ...verbWords((texts) => texts.approvals.verbs.list), run: list },
        {
          name: "away",
          ...verbWords((texts) => texts.approvals.verbs.away),
          opens: "form",
          run: openAwayForm,
        },
        { name: "back", ...verbWords((texts) => texts.approvals.verbs.back), run: comeBack },
      ],
    },
  ],
  actions: {
    "approval.approve": approveOnCard,
    "approval.approve-in-list": approveInList,
    "approval.reject": askReason("rejected"),
    "approval.return": askReason("returned"),
    "approval.list": list,
  },
  forms: {
    "approval.reject": refuseWithReason("rejected"),
    "approval.return": refuseWithReason("returned"),
    "approval.away": saveAway,
  },
  notices: [approvalAsked],
};
