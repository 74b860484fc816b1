/** Which client the page shows; both beside each other where there is room for them. */
export type Shown = "slack" | "teams" | "both";

/** Where the reader is, kept in the URL so that a tab can be linked to, reloaded, and be somebody else. */
export interface Address {
  as: string | undefined;
  /** A conversation's id in Slack, or `homePlace`. */
  place: string | undefined;
  /** The person of the Teams pane, by e-mail; without one it is the person of the Slack pane. */
  teamsAs: string | undefined;
  /** A conversation's id in Teams. */
  teamsPlace: string | undefined;
  shown: Shown | undefined;
}

export const homePlace = "home";

/** The names in the URL; links that people keep depend on them. */
const parameters = [
  ["as", "as"],
  ["place", "in"],
  ["teamsAs", "teamsAs"],
  ["teamsPlace", "teamsIn"],
  ["shown", "show"],
] as const;

function shownOf(text: string | null): Shown | undefined {
  return text === "slack" || text === "teams" || text === "both" ? text : undefined;
}

export function readAddress(search: string): Address {
  const params = new URLSearchParams(search);
  return {
    as: params.get("as") ?? undefined,
    place: params.get("in") ?? undefined,
    teamsAs: params.get("teamsAs") ?? undefined,
    teamsPlace: params.get("teamsIn") ?? undefined,
    shown: shownOf(params.get("show")),
  };
}

/** The address with only this changed: a step in one pane leaves the other where it is. */
export function hrefOf(search: string, change: Partial<Address>): string {
  const next = { ...readAddress(search), ...change };
  const params = new URLSearchParams();
  for (const [key, name] of parameters) {
    const value = next[key];
    if (value !== undefined) params.set(name, value);
  }
  return `?${params.toString()}`;
}
