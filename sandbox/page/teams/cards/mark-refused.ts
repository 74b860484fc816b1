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
