const fields = "input:not([type=hidden]), select, textarea";

/**
 * Brings what a press brought before the eyes of who pressed: the first field that was refused, else the beginning of
 * the form. Cards without fields stay where they are.
 */
export function attend(card: HTMLElement): void {
  const first = card.querySelector<HTMLElement>(fields);
  if (!first) return;
  const refused = card.querySelector<HTMLElement>("[aria-invalid=true]");
  if (refused) {
    const field = refused.matches(fields) ? refused : refused.querySelector<HTMLElement>(fields);
    field?.focus({ preventScroll: true });
    refused.scrollIntoView({ block: "center" });
    return;
  }
  // On a touch screen the field would bring up the keyboard over what is to be read first.
  if (window.matchMedia("(hover: hover)").matches) first.focus({ preventScroll: true });
  (card.closest(".teams-message") ?? card).scrollIntoView({ block: "start" });
}
