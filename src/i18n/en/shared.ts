/** Words used everywhere: buttons, field errors, states. */
export const shared = {
  submit: "Submit",
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  open: "Open",
  edit: "Edit",
  more: (count: number) => `… and ${count} more`,
  none: "None",
  nobody: "Nobody",
  showing: (shown: number, total: number) =>
    shown < total ? `Showing ${shown} of ${total}` : total === 1 ? "1 entry" : `${total} entries`,
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
