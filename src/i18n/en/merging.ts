/** Merging two customers that are one (policy 5.1.2). */
export const merging = {
  verbs: {
    merge: { words: ["merge-into"], label: "Merge customers", usage: "merge CUS-1002 into CUS-1001" },
    unmerge: { words: ["undo-merge"], label: "Undo a merge", usage: "unmerge CUS-1001" },
  },
  /** Words between the one that goes and the one that stays. */
  into: ["into", "to"],
  form: {
    title: "Merge customers",
    submit: "Next",
    intro: "Two records of one company become one. You see both before anything changes.",
    merged: "Which one goes",
    kept: "Which one stays",
  },
  preview: (merged: string, kept: string) => `Merge ${merged} into ${kept}?`,
  stays: (name: string) => `Stays: ${name}`,
  goes: (name: string) => `Goes: ${name}`,
  counts: {
    contacts: (count: number) => (count === 1 ? "1 contact" : `${count} contacts`),
    touches: (count: number) => (count === 1 ? "1 touch" : `${count} touches`),
    deals: (count: number) => (count === 1 ? "1 deal" : `${count} deals`),
    complaints: (count: number) => (count === 1 ? "1 complaint" : `${count} complaints`),
  },
  explained: (merged: string, kept: string) =>
    `Everything of ${merged} goes to ${kept}, which also takes over what it does not know itself.`,
  merge: "Merge",
  sure: (days: number) => `This can be undone for ${days} days.`,
  done: (merged: string, kept: string) => `${merged} is now part of ${kept}`,
  moved: "Moved",
  nothingMoved: "It had nothing of its own to move.",
  until: (moment: string) => `Can be undone until ${moment}`,
  undo: "Undo the merge",
  undoTitle: (merged: string) => `Take ${merged} out again?`,
  undoText: "What was moved goes back. What came after the merge stays where it is.",
  undone: (merged: string) => `The merge is undone: ${merged} is a customer of its own again.`,
  nothingToUndo: (reference: string) => `Nothing was merged into ${reference} that can be undone.`,
  includes: (merged: string, day: string) => `Includes ${merged} (merged ${day})`,
  wentInto: (kept: string) => `It was merged into ${kept}.`,
  shownInstead: (merged: string, kept: string) => `${merged} was merged into ${kept}, which is shown here.`,
  told: (merged: string, kept: string) => `Your customer ${merged} was merged into ${kept}.`,
  toldUndone: (merged: string) => `A merge was undone: ${merged} is yours again.`,
};
