import { limits } from "./limits";
import { array, boolean, byType, type Check, object, oneOf, string } from "./schema";

function plainTextOf(max: number): Check {
  return object({ type: oneOf("plain_text"), text: string(max) }, { emoji: boolean() });
}

function markdownOf(max: number): Check {
  return object({ type: oneOf("mrkdwn"), text: string(max) }, { verbatim: boolean() });
}

/** A plain_text object of at most `max` characters. */
export function plainText(max: number): Check {
  return byType({ plain_text: plainTextOf(max) });
}

/** A plain_text or mrkdwn object of at most `max` characters. */
export function anyText(max: number): Check {
  return byType({ plain_text: plainTextOf(max), mrkdwn: markdownOf(max) });
}

/** A confirmation dialog. */
export const confirmation: Check = object(
  {
    title: plainText(limits.confirmTitle),
    text: anyText(limits.confirmText),
    confirm: plainText(limits.confirmButton),
    deny: plainText(limits.confirmButton),
  },
  { style: oneOf("primary", "danger") },
);

/** An option of a select menu. */
export const plainOption: Check = object(
  { text: plainText(limits.optionText), value: string(limits.optionValue) },
  { description: plainText(limits.optionDescription) },
);

/** An option of checkboxes or radio buttons, which may be formatted. */
export const formattedOption: Check = object(
  { text: anyText(limits.optionText), value: string(limits.optionValue) },
  { description: anyText(limits.optionDescription) },
);

/** An option of an overflow menu, which may be a link. */
export const overflowOption: Check = object(
  { text: plainText(limits.optionText), value: string(limits.optionValue) },
  { description: plainText(limits.optionDescription), url: string(limits.optionUrl) },
);

/** A group of options. */
export const optionGroup: Check = object({
  label: plainText(limits.optionGroupLabel),
  options: array(plainOption, limits.selectOptions),
});

/** When an input block tells the app of each change. */
export const dispatchActionConfig: Check = object({
  trigger_actions_on: array(oneOf("on_enter_pressed", "on_character_entered"), 2),
});

/** A file of Slack's own, by id or by url. */
export const slackFile: Check = object({}, { id: string(255), url: string(limits.imageUrl) });
