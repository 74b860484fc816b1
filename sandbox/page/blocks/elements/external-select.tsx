import { useEffect, useState } from "react";
import { useStrings } from "../../i18n/language";
import { numberOf, objectOf, stringOf } from "../../json";
import { type ElementProps, type Option, useElement } from "../surface";
import { plainOf } from "../text";
import { Combobox } from "./combobox";

/** Long enough to let a word be typed, short enough not to be felt. */
const pauseMs = 180;
/** Slack asks for options only from this many characters on, unless the element says otherwise. */
const defaultMinimum = 3;

export function ExternalSelect(props: ElementProps) {
  const { element } = props;
  const strings = useStrings();
  const { value, set, options: ask } = useElement(props);
  const [query, setQuery] = useState<string>();
  const [found, setFound] = useState<{ query: string; options: Option[] }>();
  const chosen = objectOf(value ? value.selected_option : element.initial_option);
  const minimum = numberOf(element.min_query_length) ?? defaultMinimum;
  const missing = query === undefined ? minimum : minimum - query.length;

  useEffect(() => {
    if (query === undefined || missing > 0) return;
    let current = true;
    const timer = window.setTimeout(async () => {
      const options = await ask(query);
      // A slow answer to an earlier query must not replace the later one.
      if (current) setFound({ query, options });
    }, pauseMs);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [ask, query, missing]);

  const settled = found !== undefined && found.query === query;
  const note = missing > 0 ? strings.typeMore(minimum) : settled ? strings.noOptions : strings.searching;
  return (
    <Combobox
      inputId={props.inputId}
      label={props.label || plainOf(element.placeholder)}
      describedBy={props.describedBy}
      invalid={props.invalid === true}
      required={props.required === true}
      placeholder={plainOf(element.placeholder) || strings.typeToSearch}
      shown={plainOf(chosen?.text)}
      query={query ?? ""}
      onQuery={setQuery}
      options={missing > 0 ? [] : (found?.options ?? [])}
      isChosen={(option) => option.value === stringOf(chosen?.value)}
      note={note}
      many={false}
      onErase={() => void set({ type: "external_select", selected_option: null })}
      onChoose={(option) =>
        void set({
          type: "external_select",
          selected_option: { text: { type: "plain_text", text: option.text }, value: option.value },
        })
      }
    />
  );
}
