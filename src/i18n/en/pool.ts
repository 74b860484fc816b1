/** The public pool (policy 5.3.2): the command, list, forms, parts of a customer's card and notices. */
export const pool = {
  summary: "Customers that nobody attends to: find one and claim it",
  verbs: {
    list: { words: ["ls"], label: "Public pool", usage: "list software Shanghai" },
    claim: { words: ["take"], label: "Claim a customer", usage: "claim CUS-1001" },
    give: {
      words: ["release", "giveup"],
      label: "Give up a customer",
      usage: "give CUS-1001 no budget this year",
    },
    assign: { words: ["allot"], label: "Assign a customer", usage: "assign CUS-1001 li.na@company.example" },
  },
  list: {
    title: "Public pool",
    narrowed: (filter: string) => `Public pool: ${filter}`,
    empty: "The public pool is empty: every customer has an owner.",
    emptyNarrowed:
      "No customer in the public pool fits. Try an industry, a region or a grade, or see them all.",
    grade: (grade: string) => `Grade ${grade}`,
    since: (moment: string) => `in the pool since ${moment}`,
    claimsLeft: (left: number, limit: number) => `${left} of ${limit} claims left today`,
    first: "First page",
    next: "Next page",
    whole: "The whole pool",
    due: {
      no_touch: (day: string) => `Returns on ${day}: no touch`,
      no_deal: (day: string) => `Returns on ${day}: no deal`,
    },
  },
  card: {
    since: (moment: string) => `In the public pool since ${moment}`,
    coolingDown: (until: string) => `You had it before: colleagues may claim it until ${until}`,
    returns: {
      no_touch: (day: string) => `Returns to the public pool on ${day} unless you log a touch`,
      no_deal: (day: string) => `Returns to the public pool on ${day} unless you open a deal`,
    },
    claim: "Claim",
    assign: "Assign",
    giveUp: "Give up",
    claimed: (left: number, limit: number) => `It is yours now. ${left} of ${limit} claims left today.`,
    givenUp: "It is in the public pool now.",
  },
  form: {
    giveUpTitle: (reference: string) => `Give up ${reference}`,
    submitGiveUp: "Give up",
    reason: "Why",
    reasonHint: "Whoever claims it next will be glad to know.",
    assignTitle: (reference: string) => `Assign ${reference}`,
    submitAssign: "Assign",
    person: "To whom",
  },
  notices: {
    warned: (count: number) =>
      count === 1
        ? "A customer of yours returns to the public pool soon"
        : `${count} of your customers return to the public pool soon`,
    warnedWhy: "Log a touch, or open a deal, to keep them.",
    warnedOf: (person: string, count: number) =>
      count === 1
        ? `A customer of ${person} returns to the public pool soon`
        : `${count} customers of ${person} return to the public pool soon`,
    returned: (count: number) =>
      count === 1
        ? "A customer of yours is back in the public pool"
        : `${count} of your customers are back in the public pool`,
    returnedWhy: (days: number) =>
      `Nobody attended to them in time. Colleagues may claim them now, and you again in ${days} days.`,
    returnedOf: (person: string, count: number) =>
      count === 1
        ? `A customer of ${person} is back in the public pool`
        : `${count} customers of ${person} are back in the public pool`,
    nobodyInTurn: (person: string) => `${person} logged a customer that nobody could take in turn`,
    givenUp: "This customer of yours was put into the public pool",
  },
};
