import { objectOf, objectsOf, stringOf } from "../../json";
import { Confirm } from "../../modal/confirm";
import { type ElementProps, useElement } from "../surface";
import { Text } from "../text";

/** Checkboxes and radio buttons: the same list, of which many or one may be chosen. */
export function Choices(props: ElementProps) {
  const { element, blockId } = props;
  const { value, pending, set, confirming, settle } = useElement(props);
  const many = element.type === "checkboxes";
  const chosen = many
    ? objectsOf(value ? value.selected_options : element.initial_options)
    : objectsOf([objectOf(value ? value.selected_option : element.initial_option) ?? null]);
  const options = objectsOf(element.options);
  const has = (key: string | undefined) => chosen.some((option) => option.value === key);
  const change = (key: string | undefined) => {
    const option = options.find((one) => one.value === key);
    if (!option) return;
    if (!many) void set({ type: "radio_buttons", selected_option: option });
    else {
      const next = options.filter((one) => has(stringOf(one.value)) !== (one === option));
      void set({ type: "checkboxes", selected_options: next });
    }
  };
  return (
    <fieldset
      className="choices"
      role={many ? undefined : "radiogroup"}
      aria-label={props.label || undefined}
      aria-describedby={props.describedBy}
      aria-busy={pending}
    >
      {options.map((option) => {
        const key = stringOf(option.value);
        return (
          <label key={key} className="choice">
            <input
              type={many ? "checkbox" : "radio"}
              name={`${blockId}-${stringOf(element.action_id) ?? ""}`}
              checked={has(key)}
              aria-invalid={props.invalid || undefined}
              onChange={() => change(key)}
            />
            <span>
              <Text value={option.text} />
              {option.description !== undefined && (
                <span className="choice-more">
                  <Text value={option.description} />
                </span>
              )}
            </span>
          </label>
        );
      })}
      {confirming && <Confirm confirm={confirming} onSettle={settle} />}
    </fieldset>
  );
}
