import { stringOf } from "../../json";
import { Confirm } from "../../modal/confirm";
import { type ElementProps, useElement } from "../surface";
import { plainOf } from "../text";

const fields: Record<string, { input: string; selected: string; initial: string }> = {
  datepicker: { input: "date", selected: "selected_date", initial: "initial_date" },
  timepicker: { input: "time", selected: "selected_time", initial: "initial_time" },
};

/** A day or a time of day, by the browser's own picker. */
export function DatePicker(props: ElementProps) {
  const { element } = props;
  const { value, pending, set, confirming, settle } = useElement(props);
  const type = stringOf(element.type) ?? "datepicker";
  const field = fields[type];
  if (!field) return null;
  return (
    <>
      <input
        id={props.inputId}
        type={field.input}
        className="date"
        aria-label={props.inputId ? undefined : props.label || plainOf(element.placeholder)}
        aria-describedby={props.describedBy}
        aria-busy={pending}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        value={stringOf(value ? value[field.selected] : element[field.initial]) ?? ""}
        onChange={(event) => void set({ type, [field.selected]: event.target.value || null })}
      />
      {confirming && <Confirm confirm={confirming} onSettle={settle} />}
    </>
  );
}
