import type { AdaptiveCard } from "adaptivecards";
import type { JsonObject } from "../../../teams/protocol";
import { refusedFields } from "./refused-fields";

/** Adaptive cards have no word for a refused field: a screen reader is told by the usual attribute. */
export function markRefused(card: AdaptiveCard, source: JsonObject): void {
  for (const id of refusedFields(source)) {
    const field = card
      .getElementById(id)
      ?.renderedElement?.querySelector("input, select, textarea, .typeahead");
    field?.setAttribute("aria-invalid", "true");
  }
}

const refusedClass = "ac-input-validation-failed";

/** The same for what the renderer refuses itself, which it shows by a class: until something else is typed there. */
export function followRefusals(element: HTMLElement): void {
  const mark = () => {
    for (const field of element.querySelectorAll(`.${refusedClass}`))
      (field.querySelector("input") ?? field).setAttribute("aria-invalid", "true");
  };
  // A button keeps its click to itself, and decides only then.
  element.addEventListener("click", () => window.requestAnimationFrame(mark), { capture: true });
  element.addEventListener("input", ({ target }) => {
    if (target instanceof Element) target.removeAttribute("aria-invalid");
  });
}
