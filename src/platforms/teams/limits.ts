/**
 * Every limit of Microsoft Teams that Drumbeat keeps to, once. Sources, below https://learn.microsoft.com/microsoftteams/platform
 * unless another address stands there. Lengths are UTF-16 code units, sizes are bytes of UTF-8.
 */
export const limits = {
  /**
   * A message in all. /bots/how-to/format-your-bot-messages names about 100 KB of UTF-16 today, of which 80 KB are sure, and
   * named 40 KB before: 20 KB of UTF-8 are at most that.
   */
  messageBytes: 20_000,
  /** Of it for the card: an activity around it has addresses, a summary and a conversation. */
  cardBytes: 17_500,
  /**
   * A card with a form in it, as JSON, in UTF-16 code units. What was typed into a form can be neither shortened nor left out,
   * so here stands what is documented today: within 80 KB of UTF-16, with room for the activity around it.
   */
  formCharacters: 35_000,
  /** Ours: a command that leads to a form is carried twice by the card that offers it, and the card must go out whole. */
  commandText: 4_000,
  /** Ours: what a notification shows. */
  summary: 300,
  /** /task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views */
  refreshUsers: 60,
  /** /task-modules-and-cards/cards/dynamic-search */
  searchOptions: 15,
  /** /task-modules-and-cards/cards/cards-reference: more than six are not shown. */
  actionsPerSet: 6,
  /** Ours: a button's text is cut by the client where it does not fit. */
  buttonText: 60,
  /** Ours, see `Button.id`. */
  buttonId: 200,
  /** Ours: longer ones stand below a row's text, since a phone is some 40 letters wide. */
  buttonBesideText: 14,
  confirmText: 300,
  /** Ours: many clients cut a choice at the width of the field. */
  optionText: 120,
  /** The title bar of a dialog; not documented, longer ones are cut by the client. */
  dialogTitle: 60,
  /** /bots/how-to/rate-limit: to one conversation. */
  messagesPerSecond: 7,
  messagesPerHour: 1_800,
  /** An invoke is answered within some seconds, or the client says that something went wrong; ours has a way to go. */
  answerWithinMs: 2_500,
  /** /messaging-extensions/how-to/search-commands/respond-to-search: results that are shown. */
  foundRecords: 25,
  /** https://learn.microsoft.com/microsoft-365/extensibility/schema */
  manifest: {
    shortName: 30,
    fullName: 100,
    shortDescription: 80,
    fullDescription: 4_000,
    developerName: 32,
    url: 2_048,
    commandLists: 3,
    commands: 10,
    commandTitle: 32,
    commandDescription: 128,
    extensionCommands: 10,
    extensionId: 64,
    extensionTitle: 32,
    extensionDescription: 128,
    parameterName: 64,
    parameterTitle: 32,
    parameterDescription: 128,
    validDomains: 16,
    colorIcon: 192,
    outlineIcon: 32,
  },
} as const;
