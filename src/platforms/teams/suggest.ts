import { randomUUID } from "node:crypto";
import type { FormView, SearchOption } from "../../ui/form";
import type { Interaction } from "../../ui/interaction";
import type { Dispatch, PlatformLogger } from "../port";
import { limits } from "./limits";

/** The first options of a form's lookups, by the name of their search. */
export type Suggestions = ReadonlyMap<string, readonly SearchOption[]>;
export type Suggest = (form: FormView, asker: Interaction) => Promise<Suggestions>;

export const noSuggestions: Suggest = async () => new Map();

/**
 * Clients that open no dialogs do not search while somebody types either: a lookup of theirs has the options that it is drawn
 * with. So each search is asked once with nothing typed, as whoever is to fill the form in, and under a delivery of its own.
 */
export function suggester(dispatch: Dispatch, logger: PlatformLogger): Suggest {
  async function first(source: string, asker: Interaction): Promise<readonly SearchOption[]> {
    const outcome = await dispatch({
      ...asker,
      deliveryId: `${asker.deliveryId}:${source}:${randomUUID()}`,
      input: { kind: "search", source, query: "" },
    });
    if (outcome.kind !== "options") {
      logger.warn({ part: "teams", source, outcome: outcome.kind }, "a lookup is shown without options");
      return [];
    }
    const left = outcome.options.length - limits.searchOptions;
    if (left > 0)
      logger.info({ part: "teams", source, left }, "a lookup is shown with its first options only");
    return outcome.options.slice(0, limits.searchOptions);
  }

  return async (form, asker) => {
    const sources = form.fields.flatMap(({ widget }) => (widget.kind === "lookup" ? [widget.source] : []));
    const found = [...new Set(sources)].map(async (source) => [source, await first(source, asker)] as const);
    return new Map(await Promise.all(found));
  };
}
