import { useStrings } from "../../i18n/language";
import { type JsonObject, objectOf, objectsOf, stringOf } from "../../json";
import { Confirm } from "../../modal/confirm";
import { type ElementProps, useElement } from "../surface";
import { plainOf } from "../text";

function Choice({ option }: { option: JsonObject }) {
  return <option value={stringOf(option.value)}>{plainOf(option.text)}</option>;
}

/** The browser's own list: it works with a keyboard, a screen reader and a thumb without more. */
export function StaticSelect(props: ElementProps) {
  const { element } = props;
  const strings = useStrings();
  const { value, pending, set, confirming, settle } = useElement(props);
  const groups = objectsOf(element.option_groups);
  const options = objectsOf(element.options);
  const every = [...options, ...groups.flatMap((group) => objectsOf(group.options))];
  const chosen = objectOf(value ? value.selected_option : element.initial_option);
  const placeholder = plainOf(element.placeholder) || strings.choose;

  return (
    <span className="select">
      <select
        id={props.inputId}
        aria-label={props.inputId ? undefined : props.label || placeholder}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        aria-busy={pending}
        data-empty={chosen ? undefined : true}
        value={stringOf(chosen?.value) ?? ""}
        onChange={(event) => {
          const option = every.find((one) => one.value === event.target.value) ?? null;
          void set({ type: "static_select", selected_option: option });
        }}
      >
        <option value="" disabled={props.acts || props.required === true}>
          {placeholder}
        </option>
        {options.map((option) => (
          <Choice key={stringOf(option.value)} option={option} />
        ))}
        {groups.map((group) => (
          <optgroup key={plainOf(group.label)} label={plainOf(group.label)}>
            {objectsOf(group.options).map((option) => (
              <Choice key={stringOf(option.value)} option={option} />
            ))}
          </optgroup>
        ))}
      </select>
      {pending && <span className="spinner" />}
      {confirming && <Confirm confirm={confirming} onSettle={settle} />}
    </span>
  );
}
