import { checkCard } from "../../../../sandbox/teams/cards/check-card";
import type { AdaptiveCard } from "../../../../src/platforms/teams/adaptive-card";
import { limits } from "../../../../src/platforms/teams/limits";
import { asSent } from "./read-card";

/**
 * Microsoft's own reader of adaptive cards. The package's main file is for bundlers; this one is for everybody. What it calls
 * version 1.6 is what Teams has of it in 1.5: the search behind a field of choices.
 */
const renderer = jest.requireActual<typeof import("adaptivecards")>("adaptivecards/dist/adaptivecards.js");

/** What it and the sandbox's tenant find wrong with a card: unknown elements, values and properties, and what is missing. */
export function problemsOfCard(card: AdaptiveCard): string[] {
  const read = new renderer.AdaptiveCard();
  read.hostConfig = new renderer.HostConfig({ actions: { maxActions: limits.actionsPerSet } });
  const context = new renderer.SerializationContext(renderer.Versions.v1_6);
  read.parse(asSent(card), context);
  const parsing = Array.from(
    { length: context.eventCount },
    (_, index) => context.getEventAt(index)?.message ?? "",
  );
  const validation = read.validateProperties().validationEvents.map(({ message }) => message);
  // It does not reckon with choices that are searched for.
  return [...checkCard(asSent(card)), ...parsing, ...validation].filter(
    (message) => message !== "An Input.ChoiceSet must have at least one choice defined.",
  );
}
