import { useEffect, useState } from "react";
import { loadTeamsSnapshot } from "../teams/state/api";

const retryMs = 5_000;

/** Whether this sandbox has a Teams tenant: asked once, with a person who is on both platforms. */
export function usePresence(email: string | undefined): boolean {
  const [there, setThere] = useState<boolean>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks the same question again.
  useEffect(() => {
    if (email === undefined || there !== undefined) return;
    let timer: number | undefined;
    let ended = false;
    loadTeamsSnapshot(email).then(
      (snapshot) => !ended && setThere(snapshot !== undefined),
      () => {
        if (!ended) timer = window.setTimeout(() => setTries((count) => count + 1), retryMs);
      },
    );
    return () => {
      ended = true;
      window.clearTimeout(timer);
    };
  }, [email, there, tries]);
  return there === true;
}
