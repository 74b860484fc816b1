import { useEffect } from "react";
import { createPortal } from "react-dom";
import { useStrings } from "../i18n/language";
import { usePane } from "../stage/pane";
import type { Problem } from "../state/reduce";
import { CloseIcon } from "./icons";

/** Long enough to read two sentences twice. */
const shownMs = 15_000;

function Toast({ problem, onDismiss }: { problem: Problem; onDismiss: (id: number) => void }) {
  const strings = useStrings();
  const { id } = problem;
  useEffect(() => {
    const timer = window.setTimeout(() => onDismiss(id), shownMs);
    return () => window.clearTimeout(timer);
  }, [id, onDismiss]);
  return (
    <div className="toast" role="alert">
      <p>{strings.said(problem.text)}</p>
      <button
        type="button"
        className="icon-button"
        aria-label={strings.dismiss}
        onClick={() => onDismiss(id)}
      >
        <CloseIcon />
      </button>
    </div>
  );
}

export function Toasts({ problems, onDismiss }: { problems: Problem[]; onDismiss: (id: number) => void }) {
  const { root } = usePane();
  return createPortal(
    <div className="toasts">
      {problems.map((problem) => (
        <Toast key={problem.id} problem={problem} onDismiss={onDismiss} />
      ))}
    </div>,
    root ?? document.body,
  );
}
