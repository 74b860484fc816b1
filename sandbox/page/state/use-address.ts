import { useCallback, useSyncExternalStore } from "react";
import { type Address, hrefOf, readAddress } from "./address";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  return () => window.removeEventListener("popstate", listener);
}

const currentSearch = () => window.location.search;

export type Go = (change: Partial<Address>, replace?: boolean) => void;

export function useAddress(): [Address, Go] {
  const search = useSyncExternalStore(subscribe, currentSearch);
  const go = useCallback<Go>((change, replace = false) => {
    const href = hrefOf(currentSearch(), change);
    if (replace) window.history.replaceState(null, "", href);
    else window.history.pushState(null, "", href);
    // pushState is silent; the subscription above listens for one kind of event only.
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, []);
  return [readAddress(search), go];
}

/** Where a link leads that changes only this. */
export function useHref(): (change: Partial<Address>) => string {
  const search = useSyncExternalStore(subscribe, currentSearch);
  return useCallback((change: Partial<Address>) => hrefOf(search, change), [search]);
}
