/** Everything that happened with a customer, a line each (policy 5.3.1). */
export const timeline = {
  button: "Timeline",
  title: (customer: string, reference: string) => `${reference} · ${customer} · timeline`,
  line: (moment: string, person: string) => `${moment} · ${person}`,
  older: "Older",
  newest: "Newest",
  events: {
    logged: "Customer logged",
    touched: (kind: string, outcome: string) => `${kind}: ${outcome}`,
    touchedNote: (kind: string, outcome: string, note: string) => `${kind} (${outcome}): ${note}`,
    touchTakenBack: (kind: string, person: string, at: string) =>
      `Touch taken back: ${kind} by ${person}, ${at}`,
    followUpMoved: (from: string, to: string) => `Follow-up moved from ${from} to ${to}`,
    dealOpened: (reference: string, product: string, amount: string) =>
      `Deal ${reference} opened: ${product}, ${amount}`,
    dealWon: (reference: string, amount: string) => `Deal ${reference} won: ${amount}`,
    dealLost: (reference: string, reason: string) => `Deal ${reference} lost: ${reason}`,
    paid: (reference: string, amount: string) => `Payment of ${amount} received for ${reference}`,
    visited: "Return visit made",
    visitedScore: (score: number) => `Return visit: ${score} of 5`,
    complaintRecorded: (reference: string, severity: string) =>
      `Complaint ${reference} recorded: ${severity}`,
    complaintResolved: (reference: string) => `Complaint ${reference} resolved`,
    complaintReopened: (reference: string) => `Complaint ${reference} opened again`,
    graded: (before: string, after: string) => `Grade ${before} became ${after}`,
    imported: (owner: string) => `Imported; owner: ${owner}`,
    claimed: (owner: string) => `Claimed from the public pool by ${owner}`,
    assigned: (owner: string) => `Assigned to ${owner}`,
    passedOn: (owner: string) => `Passed on to ${owner}`,
    handedOver: (owner: string) => `Handed over to ${owner}`,
    mergedOwner: (owner: string) => `Owner after a merge: ${owner}`,
    returned: (owner: string) => `Returned to the public pool; owner until then: ${owner}`,
    givenUp: (owner: string) => `Given up to the public pool; owner until then: ${owner}`,
    merged: (reference: string) => `Merged with ${reference}`,
    unmerged: (reference: string) => `Merge with ${reference} undone`,
  },
};
