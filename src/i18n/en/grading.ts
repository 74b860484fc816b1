/** Grades of customers and the quality of their records (policy 5.1.2, 5.2). */
export const grading = {
  verbs: {
    grade: {
      words: ["grading", "rate"],
      label: "Set a grade",
      usage: "grade CUS-1001 A because they open a market for us",
    },
    quality: {
      words: ["completeness", "incomplete"],
      label: "Records to complete",
      usage: "quality",
    },
  },
  /** Words before a reason, which are none of it. */
  wordsForBecause: ["because", "since", "as"],
  card: {
    letter: (grade: string) => `Grade ${grade}`,
    grade: (grade: string, points: string) => `Grade ${grade} · ${points} of 100`,
    factors: { size: "size", industry: "industry", frequency: "purchases", amount: "amount" },
    factor: (name: string, points: string, weight: string) => `${name} ${points}/${weight}`,
    byHand: (person: string, until: string) => `Set by ${person}, holds until ${until}`,
    set: "Set grade",
    remove: "Back to the score",
    removeTitle: "Back to the score?",
    removeText: "The grade that was set by hand ends now, and the score decides again.",
    isSet: (grade: string) => `The grade is ${grade} now.`,
    isRemoved: (grade: string) => `The score decides again: the grade is ${grade} now.`,
  },
  form: {
    title: (reference: string) => `Grade of ${reference}`,
    submit: "Set grade",
    grade: "Grade",
    reason: "Why",
    reasonHint: "The owner of the customer will read it.",
    holds: (until: string) => `A grade set by hand holds until ${until}; then the score decides again.`,
  },
  notices: {
    changed: (before: string, after: string) => `This customer is now ${after}; it was ${before}`,
    set: (person: string, grade: string) => `${person} set the grade of your customer to ${grade}`,
    morning: (count: number) =>
      count === 1
        ? "One of your customers has another grade"
        : `${count} of your customers have another grade`,
    change: (before: string, after: string) => `${before} → ${after}`,
  },
  quality: {
    fields: {
      industry: "industry",
      size: "size",
      region: "region",
      source: "source",
      needs: "needs",
      intent: "purchase intent",
      contact: "a contact",
      phone: "phone",
      email: "e-mail",
    },
    record: (percent: number) => `Record ${percent}% complete`,
    score: (score: number) => `${score} of 100`,
    missing: (fields: string) => `missing: ${fields}`,
    stale: (days: number) => `${days} days without a touch or an edit`,
    mine: "My records to complete",
    of: (person: string) => `Records of ${person} to complete`,
    byOwner: "Records to complete, by owner",
    owner: (count: number, worst: number) =>
      count === 1 ? `1 record, at ${worst} of 100` : `${count} records, the worst at ${worst} of 100`,
    weekly: "Your records that need it most this week",
    explain: (below: number) =>
      `Below ${below} of 100. Half counts what a record has, half how lately it was touched or edited.`,
    emptyMine: "None of your records needs you: they are complete and fresh enough.",
    emptyOf: "None of these records needs anybody: they are complete and fresh enough.",
    all: "By owner",
  },
};
