/**
 * Every limit of Slack that Drumbeat keeps to, once. Lengths are UTF-16 code units. Sources, below https://docs.slack.dev
 * unless another address stands there.
 */
export const limits = {
  /** /reference/block-kit/blocks */
  blocksPerMessage: 50,
  blocksPerView: 100,
  /**
   * A message's blocks together, as JSON. Not documented: Slack answers "msg_blocks_too_long" from about 13,170 characters
   * (https://github.com/slackapi/bolt-js/issues/2509).
   */
  messageCharacters: 12_500,
  /** A view in all, as JSON: 250 KB; half of it, since a character may take several bytes. /reference/views */
  viewCharacters: 80_000,
  /** /reference/block-kit/blocks/header-block */
  headerText: 150,
  /** /reference/block-kit/composition-objects/text-object */
  text: 3_000,
  /** /reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** /reference/block-kit/block-elements/button-element */
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  /** /reference/block-kit/block-elements */
  actionId: 255,
  /** /reference/block-kit/blocks */
  blockId: 255,
  /** /reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** /reference/views */
  viewTitle: 24,
  viewButton: 24,
  viewMetadata: 3_000,
  callbackId: 255,
  /** /reference/block-kit/blocks/input-block */
  inputLabel: 2_000,
  inputHint: 2_000,
  /** /reference/block-kit/block-elements/plain-text-input-element */
  inputText: 3_000,
  placeholder: 150,
  /** /reference/block-kit/block-elements/select-menu-element */
  selectOptions: 100,
  /** /reference/block-kit/composition-objects/option-object */
  optionText: 75,
  optionValue: 150,
  /** /reference/block-kit/block-elements/file-input-element */
  files: 10,
  /**
   * Ours: what stands in a notification and for screen readers. chat.update refuses a text above 4,000
   * (/reference/methods/chat.update), and escaping may make one character five.
   */
  fallbackText: 700,
  /** /interactivity/handling-user-interaction: a response_url works for 30 minutes and five times. */
  responseUrlMinutes: 30,
  /** Slack waits 3 s for an acknowledgement; ours is sent before, since it has a way to go. */
  acknowledgeWithinMs: 2_500,
  /** /reference/app-manifest */
  commandDescription: 2_000,
  commandUsageHint: 1_000,
  shortcutName: 24,
  shortcutDescription: 150,
} as const;
