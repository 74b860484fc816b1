import { id, personIds, second } from "./people";
import { changes, form, opens, press, type Rules, reads, typed } from "./rules";

const assigns = ["customer.view", "pool.assign"] as const;
const takes = ["customer.view", "pool.claim"] as const;
const gives = ["customer.view", "customer.edit_any"] as const;
const leaver = { leaver: String(id), way: "pool" };

/** The public pool, where whose role it is takes and assigns, and what a leaver hands over. */
export const rulesOfPool: Rules = {
  "command pool list": [reads(typed("pool", "list"))],
  "command pool claim": [
    changes(takes, typed("pool", `claim CUS-${second}`)),
    // What has an owner is nobody's to claim.
    reads(typed("pool", `claim CUS-${id}`)),
  ],
  "command pool give": [changes(gives, typed("pool", `give CUS-${id} no budget this year`))],
  "command pool assign": [
    changes(assigns, typed("pool", `assign CUS-${second} The owner`)),
    reads(typed("pool", `assign CUS-${id} The head`)),
  ],
  "command pool": [reads(typed("pool", ""), typed("pool", `CUS-${second}`))],
  "action pool.claim": [changes(takes, press("pool.claim", second)), reads(press("pool.claim"))],
  "action pool.give-up": [opens(gives, press("pool.give-up"))],
  "action pool.assign": [opens(assigns, press("pool.assign", second))],
  "action pool.list": [reads(press("pool.list", "::::"))],
  "form pool.give-up": [changes(gives, form("owner", press("pool.give-up"), { reason: "Words" }))],
  "form pool.assign": [
    changes(assigns, form("head", press("pool.assign", second), { person: String(personIds.head) })),
  ],

  "command customer handover": [opens("customer.hand_over", typed("customer", "handover The owner"))],
  "action handover.new": [opens("customer.hand_over", press("handover.new"))],
  "action handover.confirm": [
    changes(
      "customer.hand_over",
      press("handover.confirm", `${id}:person:${second}`),
      press("handover.confirm", `${id}:pool:0`),
      press("handover.confirm", `${id}:in_turn:0`),
    ),
  ],
  // Answered with what would go where.
  "form handover.new": [reads(form("head", press("handover.new"), leaver))],
  "search handover-from": [reads({ kind: "search", source: "handover-from", query: "The" })],
};
