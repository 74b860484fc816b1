import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { JsonObject } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import type { Choice, ChoiceInput } from "./choice-input";
import { type DrawnCard, drawCard, type Press } from "./draw-card";
import { Typeahead } from "./typeahead";

interface Props {
  card: JsonObject;
  onPress: (press: Press) => Promise<void>;
  search: (dataset: string, query: string) => Promise<Choice[]>;
}

/** An adaptive card. It is drawn anew only when it has become another one: what is typed into it stays. */
export function CardView({ card, onPress, search }: Props) {
  const strings = useStrings();
  const box = useRef<HTMLDivElement>(null);
  const pressed = useRef(onPress);
  const text = useMemo(() => JSON.stringify(card), [card]);
  const [asking, setAsking] = useState<ChoiceInput[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    pressed.current = onPress;
  }, [onPress]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same card in a new object is the same card.
  useLayoutEffect(() => {
    let drawn: DrawnCard | undefined;
    try {
      drawn = drawCard(card, (press) => pressed.current(press));
    } catch (error) {
      // The renderer throws at some malformed cards; the page says which attachment it was and goes on.
      window.reportError(error);
    }
    setFailed(!drawn);
    setAsking(drawn?.asking ?? []);
    box.current?.replaceChildren(...(drawn ? [drawn.element] : []));
  }, [text]);

  return (
    <>
      <div className="card" ref={box} />
      {failed && <p className="unknown">{strings.teams.badCard}</p>}
      {asking.map((input) =>
        input.place
          ? createPortal(<Typeahead key={input.serial} input={input} search={search} />, input.place)
          : null,
      )}
    </>
  );
}
