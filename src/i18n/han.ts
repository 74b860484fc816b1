const han = /\p{Script=Han}/u;
const narrow = /[\p{Script=Latin}\p{Nd}]/u;

/**
 * A Chinese sentence with something inserted: where a Latin letter or a digit of what is inserted meets a Chinese
 * character, a space stands between them ("等待 Grace Chen 审批", but "等待赵国强审批"). What is inserted stays as it is.
 */
export function zh(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((sentence, part, index) => spaced(spaced(sentence, String(values[index - 1])), part));
}

/** Both, with a space between them where a reader expects one. */
export function spaced(before: string, after: string): string {
  const last = [...before.slice(-2)].at(-1) ?? "";
  const [first = ""] = after;
  const meet = (han.test(last) && narrow.test(first)) || (narrow.test(last) && han.test(first));
  return meet ? `${before} ${after}` : before + after;
}
