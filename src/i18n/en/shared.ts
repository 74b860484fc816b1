/** Words used everywhere: buttons, field errors, states. */
export const shared = {
  /** Words behind "list": everybody's, not mine. */
  wordsForAll: ["all", "everyone", "everybody"],
  submit: "Submit",
  save: "Save",
  cancel: "Cancel",
  open: "Open",
  edit: "Edit",
  more: (count: number) => `… and ${count} more`,
  none: "None",
  nobody: "Nobody",
  showing: (shown: number, total: number) =>
    shown < total ? `Showing ${shown} of ${total}` : total === 1 ? "1 entry" : `${total} entries`,
  statuses: {
    pending: "waiting for approval",
    open: "open",
    returned: "returned for changes",
    approved: "approved",
    rejected: "rejected",
    withdrawn: "withdrawn",
    paid: "paid",
    resolved: "resolved",
  },
  approvers: {
    department_head: "department head",
    director: "director",
    management: "management",
    general_manager: "general manager",
    finance: "finance",
  },
  fields: {
    required: "Please fill this in.",
    tooLong: (most: number) => `At most ${most} characters.`,
    unknownChoice: "Please choose one of the list.",
    notADate: "Please give a date, such as 2026-11-23.",
    notAnEmail: "This is not an e-mail address.",
    notANumber: "Please give a number.",
    tooManyFiles: (most: number) => `At most ${most} files.`,
    fileType: (extensions: string) => `Only these kinds of file: ${extensions}.`,
  },
};
