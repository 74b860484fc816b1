import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { JsonObject } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import { attend } from "./attend";
import type { Choice, ChoiceInput } from "./choice-input";
import { type DrawnCard, drawCard, type Press } from "./draw-card";
import { Typeahead } from "./typeahead";

interface Props {
  card: JsonObject;
  onPress: (press: Press) => Promise<void>;
  /** Whether it is what the reader has asked for, so that each of its versions leads them to its fields. */
  leads?: boolean;
  search: (dataset: string, query: string) => Promise<Choice[]>;
}

/** A card that changes so soon after a press is what the press brought. */
const answerMs = 10_000;

/** An adaptive card. It is drawn anew only when it has become another one: what is typed into it stays. */
export function CardView({ card, onPress, leads = false, search }: Props) {
  const strings = useStrings();
  const box = useRef<HTMLDivElement>(null);
  const pressed = useRef(onPress);
  const pressedAt = useRef<number>(undefined);
  const text = useMemo(() => JSON.stringify(card), [card]);
  const [typedInto, setTypedInto] = useState<ChoiceInput[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    pressed.current = onPress;
  }, [onPress]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same card in a new object is the same card.
  useLayoutEffect(() => {
    let drawn: DrawnCard | undefined;
    try {
      drawn = drawCard(card, (press) => {
        pressedAt.current = performance.now();
        return pressed.current(press);
      });
    } catch (error) {
      // The renderer throws at some malformed cards; the page says which attachment it was and goes on.
      window.reportError(error);
    }
    setFailed(!drawn);
    setTypedInto(drawn?.typedInto ?? []);
    box.current?.replaceChildren(...(drawn ? [drawn.element] : []));
  }, [text]);

  // After the comboboxes are there, and the list of messages has found its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each card that the bot sends is looked at anew.
  useEffect(() => {
    const at = pressedAt.current;
    pressedAt.current = undefined;
    const answers = at !== undefined && performance.now() - at < answerMs;
    if (box.current && (leads || answers)) attend(box.current);
  }, [typedInto]);

  return (
    <>
      <div className="card" ref={box} />
      {failed && <p className="unknown">{strings.teams.badCard}</p>}
      {typedInto.map((input) =>
        input.place
          ? createPortal(<Typeahead key={input.serial} input={input} search={search} />, input.place)
          : null,
      )}
    </>
  );
}
