import { stringOf } from "../../json";
import { Confirm } from "../../modal/confirm";
import { safeUrl } from "../mrkdwn";
import { type ElementProps, useElement } from "../surface";
import { plainOf } from "../text";

export function ButtonElement(props: ElementProps) {
  const { element } = props;
  const { pending, set, confirming, settle } = useElement(props);
  const style = element.style === "primary" || element.style === "danger" ? ` button-${element.style}` : "";
  const url = safeUrl(stringOf(element.url) ?? "");
  const value = stringOf(element.value);
  const press = () => void set({ type: "button", ...(value === undefined ? {} : { value }) });
  const name = stringOf(element.accessibility_label);

  if (url !== undefined) {
    // Slack both opens the address and tells the bot.
    return (
      <a className={`button${style}`} href={url} target="_blank" rel="noopener noreferrer" onClick={press}>
        {plainOf(element.text)}
      </a>
    );
  }
  return (
    <>
      <button
        type="button"
        className={`button${style}`}
        aria-label={name}
        aria-busy={pending}
        aria-disabled={pending}
        onClick={press}
      >
        <span className="button-words">{plainOf(element.text)}</span>
        {pending && <span className="spinner" />}
      </button>
      {confirming && <Confirm confirm={confirming} onSettle={settle} />}
    </>
  );
}
