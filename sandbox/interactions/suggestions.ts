import { offeredOptions } from "../block-kit/elements";
import { problemsOfSuggestions } from "../block-kit/validate";
import type { StoredConversation } from "../conversations";
import { suggestionPayload } from "../delivery/payloads";
import { isObject, type JsonObject, numberAt, objectAt, stringAt } from "../json";
import type { StoredMessage } from "../messages";
import type { Member } from "../protocol";
import type { StoredView } from "../views";
import { findElement } from "./actions";
import type { Host } from "./host";

/** Where a menu with options from the app stands. */
export type SuggestionPlace =
  | { view: StoredView }
  | { conversation: StoredConversation; message: StoredMessage };

/** What the app offers for a query: whole options, or a sentence for the person. */
export async function askForOptions(
  host: Host,
  member: Member,
  place: SuggestionPlace,
  query: { blockId: string; actionId: string; value: string },
): Promise<{ options: JsonObject[] } | { problem: string }> {
  const blocks = "view" in place ? place.view.blocks : place.message.blocks;
  const found = findElement(blocks, query.blockId, query.actionId);
  if (found === undefined) return { problem: "This form has changed; there is no such field any more." };
  // Slack asks only from the third character on, unless the element says otherwise.
  if (query.value.length < (numberAt(found.element, "min_query_length") ?? 3)) return { options: [] };
  const payload = suggestionPayload(host.workspace, member, place, query);
  const acknowledgement = await host.delivery.send("options", payload);
  if (!acknowledgement.ok) return { problem: "Error loading results." };
  const answer = acknowledgement.payload ?? null;
  const faults = problemsOfSuggestions(answer);
  if (faults.length > 0 || !isObject(answer)) {
    host.workspace.recordProblem("invalid_options", "block_suggestion", faults);
    return { problem: "Error loading results." };
  }
  return { options: offeredOptions(answer) };
}

/** Options as the page lists them. */
export function listOptions(options: JsonObject[]): { text: string; value: string }[] {
  return options.map((option) => ({
    text: stringAt(objectAt(option, "text"), "text") ?? "",
    value: stringAt(option, "value") ?? "",
  }));
}
