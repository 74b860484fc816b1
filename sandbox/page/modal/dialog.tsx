import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { usePane } from "../stage/pane";

interface Props {
  role?: "dialog" | "alertdialog";
  size?: "form" | "small";
  onEscape: () => void;
  /** Says what the first field is once the content is there; without it the dialog itself takes the focus. */
  focusKey: string;
  children: (titleId: string) => ReactNode;
}

const field =
  ":is(input:not([disabled]):not([type=hidden]):not([type=file]), textarea:not([disabled]), select:not([disabled]))";

/**
 * A dialog over everything. Not the native element: that hides the toasts beneath it, and a failed submission has to
 * be able to say so.
 */
export function Dialog({ role = "dialog", size = "form", onEscape, focusKey, children }: Props) {
  const layer = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const { root } = usePane();

  useEffect(() => {
    const before = document.activeElement;
    const own = layer.current;
    const around = own?.closest("[data-pane]") ?? document;
    const below = [...around.querySelectorAll<HTMLElement>("[data-layer]")].filter(
      (other) => other !== own && !other.inert,
    );
    for (const other of below) other.inert = true;
    return () => {
      for (const other of below) other.inert = false;
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  // Heard on the document: a field that an update took away leaves the focus nowhere.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || layer.current?.inert)
        return;
      const elsewhere = event.target instanceof Element ? event.target.closest("[data-pane]") : null;
      if (elsewhere && !elsewhere.contains(layer.current)) return;
      event.preventDefault();
      onEscape();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onEscape]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the content became another one.
  useEffect(() => {
    const own = box.current;
    // On a touch screen the first field would bring up the keyboard over a form nobody has read yet.
    const first = window.matchMedia("(hover: hover)").matches
      ? own?.querySelector<HTMLElement>(`.dialog-top ${field}`)
      : undefined;
    const fallback = own?.querySelector<HTMLElement>("[data-autofocus]") ?? own;
    (first ?? fallback)?.focus({ preventScroll: true });
  }, [focusKey]);

  return createPortal(
    <div ref={layer} className="dialog-backdrop" data-layer="dialog">
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both of its roles are dialogs. */}
      <div
        ref={box}
        className={`dialog dialog-${size}`}
        role={role}
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
      >
        {children(titleId)}
      </div>
    </div>,
    root ?? document.body,
  );
}
