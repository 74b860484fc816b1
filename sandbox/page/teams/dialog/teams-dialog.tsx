import { type KeyboardEvent, useCallback } from "react";
import type { TeamsDialog } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import { Dialog } from "../../modal/dialog";
import { CloseIcon } from "../../shell/icons";
import { CardView } from "../cards/card-view";
import type { Press } from "../cards/draw-card";
import { useTeamsReader } from "../state/reader";
import { dialogWidth } from "./dialog-width";

const reachable = "a[href], button:not([disabled]), input, select, textarea, [tabindex='0']";

/** Tab goes round inside the dialog, as it does in Teams. */
function goRound(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Tab") return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(reachable)].filter(
    (element) => element.tabIndex >= 0 && element.offsetParent !== null,
  );
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
}

function Content({
  dialog,
  titleId,
  onClose,
}: {
  dialog: TeamsDialog;
  titleId: string;
  onClose: () => void;
}) {
  const strings = useStrings();
  const { act } = useTeamsReader();
  const submit = useCallback(
    async ({ data, inputs }: Press) => {
      await act({ type: "submitDialog", data, inputs });
    },
    [act],
  );
  const search = useCallback(
    async (dataset: string, query: string) => (await act({ type: "search", dataset, query })).options ?? [],
    [act],
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Tab is heard wherever inside the dialog the focus is.
    <div className="dialog-view dialog-top" style={{ width: dialogWidth(dialog.width) }} onKeyDown={goRound}>
      <header className="dialog-head">
        <h2 id={titleId}>{dialog.title}</h2>
        <button type="button" className="icon-button" aria-label={strings.close} onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="dialog-body">
        {dialog.message === undefined ? (
          <CardView card={dialog.card} onPress={submit} search={search} leads />
        ) : (
          <p className="teams-dialog-message">{dialog.message}</p>
        )}
      </div>
    </div>
  );
}

export function TeamsDialogView({ dialog }: { dialog: TeamsDialog }) {
  const { act } = useTeamsReader();
  const close = useCallback(() => void act({ type: "closeDialog" }), [act]);
  return (
    <Dialog focusKey={dialog.title} onEscape={close}>
      {(titleId) => <Content dialog={dialog} titleId={titleId} onClose={close} />}
    </Dialog>
  );
}
