import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

export interface MenuItem {
  key: string;
  name: string;
  run: () => void;
}

interface Props {
  label: string;
  items: MenuItem[];
  face: ReactNode;
  className: string;
  disabled?: boolean;
  /** For a menu that something else also opens (a long press). */
  open?: boolean;
  onOpen?: (open: boolean) => void;
}

/** The composer stands at the foot of the page; a menu must not hide behind it. */
const roomBelowPx = 96;

/** A button with a menu: arrows move, Esc and a press elsewhere close it. */
export function Menu({ label, items, face, className, disabled, open: asked, onOpen }: Props) {
  const [own, setOwn] = useState(false);
  const open = asked ?? own;
  const setOpen = onOpen ?? setOwn;
  const [up, setUp] = useState(false);
  const [fromLeft, setFromLeft] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    const list = root.current?.querySelector(".menu");
    if (!open || !list || !button.current) return;
    const { bottom, right } = button.current.getBoundingClientRect();
    const { width, height } = list.getBoundingClientRect();
    setUp(bottom + height > window.innerHeight - roomBelowPx);
    setFromLeft(right - width < 0);
  }, [open]);
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open, setOpen]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const entries = [...(root.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = entries.findIndex((entry) => entry.matches(":focus"));
    if (event.key === "Escape") {
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      entries[(at + step + entries.length) % entries.length]?.focus();
    } else if (event.key === "Tab") setOpen(false);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the button and the items inside.
    <span className="menu-root" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <span
          className={`menu${up ? " menu-up" : ""}${fromLeft ? " menu-from-left" : ""}`}
          role="menu"
          aria-label={label}
        >
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                setOpen(false);
                button.current?.focus();
                item.run();
              }}
            >
              {item.name}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}
