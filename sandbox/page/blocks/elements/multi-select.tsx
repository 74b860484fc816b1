import { useState } from "react";
import { useStrings } from "../../i18n/language";
import { type JsonObject, objectsOf, stringOf } from "../../json";
import { type ElementProps, useElement } from "../surface";
import { plainOf } from "../text";
import { Combobox } from "./combobox";

export function MultiStaticSelect(props: ElementProps) {
  const { element } = props;
  const strings = useStrings();
  const { value, set } = useElement(props);
  const [query, setQuery] = useState("");
  const every = [
    ...objectsOf(element.options),
    ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  ];
  const chosen = objectsOf(value ? value.selected_options : element.initial_options);
  const has = (key: string) => chosen.some((option) => option.value === key);
  const choose = (options: JsonObject[]) =>
    void set({ type: "multi_static_select", selected_options: options });
  const toggle = (key: string) => {
    const option = every.find((one) => one.value === key);
    if (has(key)) choose(chosen.filter((one) => one.value !== key));
    else if (option) choose([...chosen, option]);
  };
  const wanted = query.toLowerCase();

  return (
    <span className="multi">
      {chosen.length > 0 && (
        <span className="chips">
          {chosen.map((option) => (
            <button
              key={stringOf(option.value)}
              type="button"
              className="chip"
              aria-label={strings.remove(plainOf(option.text))}
              onClick={() => toggle(stringOf(option.value) ?? "")}
            >
              {plainOf(option.text)} <span aria-hidden="true">×</span>
            </button>
          ))}
        </span>
      )}
      <Combobox
        inputId={props.inputId}
        label={props.label || plainOf(element.placeholder)}
        describedBy={props.describedBy}
        invalid={props.invalid === true}
        required={props.required === true}
        placeholder={plainOf(element.placeholder) || strings.chooseMany}
        shown=""
        query={query}
        onQuery={setQuery}
        options={every
          .map((option) => ({ text: plainOf(option.text), value: stringOf(option.value) ?? "" }))
          .filter((option) => option.text.toLowerCase().includes(wanted))}
        isChosen={(option) => has(option.value)}
        note={undefined}
        many
        onErase={() => choose(chosen.slice(0, -1))}
        onChoose={(option) => toggle(option.value)}
      />
    </span>
  );
}
