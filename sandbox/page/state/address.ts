import { useCallback, useSyncExternalStore } from "react";

/** Where the reader is, kept in the URL so that a tab can be linked to, reloaded, and be somebody else. */
export interface Address {
  as: string | undefined;
  /** A conversation's id, or `homePlace`. */
  place: string | undefined;
}

export const homePlace = "home";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  return () => window.removeEventListener("popstate", listener);
}

export function hrefOf(address: Address): string {
  const search = new URLSearchParams();
  if (address.as !== undefined) search.set("as", address.as);
  if (address.place !== undefined) search.set("in", address.place);
  return `?${search.toString()}`;
}

export function useAddress(): [Address, (next: Address, replace?: boolean) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const params = new URLSearchParams(search);
  const go = useCallback((next: Address, replace = false) => {
    const href = hrefOf(next);
    if (replace) window.history.replaceState(null, "", href);
    else window.history.pushState(null, "", href);
    // pushState is silent; the subscription above listens for one kind of event only.
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, []);
  return [{ as: params.get("as") ?? undefined, place: params.get("in") ?? undefined }, go];
}
