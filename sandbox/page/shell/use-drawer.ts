import { useRef, useState } from "react";

/** A list of conversations that comes in from the side where there is no room beside them. */
export function useDrawer() {
  const [open, setOpen] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    menuButton.current?.focus();
  };
  return { open, setOpen, close, menuButton };
}
