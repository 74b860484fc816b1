import { useEffect, useState } from "react";
import { stringsOf } from "./i18n/language";
import { Notice } from "./shell/notice";
import { Stage } from "./stage/stage";
import { loadSnapshot } from "./state/api";
import { useAddress } from "./state/use-address";

type Found = { who: string | undefined; id: string | undefined; failed: boolean };

/**
 * The people of the address are named by id or e-mail; the server knows them by id. Without a name, or with one
 * that has to be looked up, the first member's snapshot says who there is.
 */
function usePerson(who: string | undefined): Found & { retry: () => void } {
  const [found, setFound] = useState<Found>();
  const [tries, setTries] = useState(0);
  const needsLookUp = who === undefined || who.includes("@");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks the same question again.
  useEffect(() => {
    if (!needsLookUp) return;
    let current = true;
    loadSnapshot(undefined).then(
      (snapshot) => {
        const email = who?.toLowerCase();
        const member = snapshot?.members.find((one) => one.email.toLowerCase() === email);
        if (current) setFound({ who, id: who === undefined ? snapshot?.me.id : member?.id, failed: false });
      },
      () => {
        if (current) setFound({ who, id: undefined, failed: true });
      },
    );
    return () => {
      current = false;
    };
  }, [who, needsLookUp, tries]);
  const retry = () => setTries((count) => count + 1);
  if (!needsLookUp) return { who, id: who, failed: false, retry };
  if (found && found.who === who) return { ...found, retry };
  return { who, id: "", failed: false, retry };
}

const retryMs = 2_000;

export function App() {
  const [address, go] = useAddress();
  const { id, failed, retry } = usePerson(address.as);

  useEffect(() => {
    if (!failed) return;
    const timer = window.setInterval(retry, retryMs);
    return () => window.clearInterval(timer);
  }, [failed, retry]);
  // From here on the address names the person by id, so that it can be copied.
  useEffect(() => {
    if (id && id !== address.as) go({ as: id }, true);
  }, [id, address.as, go]);

  const strings = stringsOf("en");
  if (failed) return <Notice text={strings.offline} />;
  if (id === undefined)
    return <Notice text={strings.unknownPerson(address.as ?? "")} wayOut={strings.startOver} />;
  if (id === "") return <Notice text={strings.loading} quiet />;
  return <Stage as={id} address={address} go={go} />;
}
