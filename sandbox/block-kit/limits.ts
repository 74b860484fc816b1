/**
 * Every limit of Slack that the sandbox enforces, named once.
 * Text lengths are in UTF-16 code units. Sources, below https://docs.slack.dev:
 * - blocks: /reference/block-kit/blocks
 * - elements: /reference/block-kit/block-elements
 * - options, texts, confirmation dialogs: /reference/block-kit/composition-objects
 * - views: /reference/views and /reference/methods/views.open
 * - messages: /reference/methods/chat.postMessage and /reference/methods/chat.update
 * - response_url and trigger_id: /interactivity/handling-user-interaction
 */
export const limits = {
  // Messages and views
  blocksPerMessage: 50,
  blocksPerView: 100,
  postedText: 40_000,
  updatedText: 4_000,
  viewBytes: 250_000,
  viewsInStack: 3,
  viewTitle: 24,
  viewSubmit: 24,
  viewClose: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  externalId: 255,
  responseUrlUses: 5,
  socketConnections: 10,
  // Blocks
  blockId: 255,
  actionId: 255,
  text: 3_000,
  headerText: 150,
  sectionFields: 10,
  sectionFieldText: 2_000,
  actionsElements: 25,
  contextElements: 10,
  imageUrl: 3_000,
  imageAltText: 2_000,
  imageTitle: 2_000,
  inputLabel: 2_000,
  inputHint: 2_000,
  markdownText: 12_000,
  // Elements
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  accessibilityLabel: 75,
  placeholder: 150,
  plainTextInput: 3_000,
  selectOptions: 100,
  optionGroups: 100,
  choiceOptions: 10,
  overflowOptions: 5,
  files: 10,
  // Options and confirmation dialogs
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  optionUrl: 3_000,
  optionGroupLabel: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  // Rich text
  richTextIndent: 8,
} as const;
