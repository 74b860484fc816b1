import { plainOf, Text } from "../blocks/text";
import { useStrings } from "../i18n/language";
import type { JsonObject } from "../json";
import { Dialog } from "./dialog";

/** Slack's confirmation dialog, in the words that the bot gave. */
export function Confirm({
  confirm,
  onSettle,
}: {
  confirm: JsonObject;
  onSettle: (confirmed: boolean) => void;
}) {
  const strings = useStrings();
  const look = confirm.style === "danger" ? "button button-danger" : "button button-primary";
  return (
    <Dialog role="alertdialog" size="small" focusKey="confirm" onEscape={() => onSettle(false)}>
      {(titleId) => (
        <>
          <header className="dialog-head">
            <h2 id={titleId}>{plainOf(confirm.title)}</h2>
          </header>
          <div className="dialog-body">
            <Text value={confirm.text} />
          </div>
          <footer className="dialog-foot">
            <button type="button" className="button" onClick={() => onSettle(false)}>
              {plainOf(confirm.deny) || strings.cancel}
            </button>
            <button type="button" className={look} data-autofocus onClick={() => onSettle(true)}>
              {plainOf(confirm.confirm) || strings.yes}
            </button>
          </footer>
        </>
      )}
    </Dialog>
  );
}
