import { type KeyboardEvent, useId } from "react";
import { useStrings } from "../../i18n/language";
import { numberOf, objectOf, stringOf } from "../../json";
import { type ElementProps, useElement } from "../surface";
import { plainOf } from "../text";

const kinds: Record<string, { type: string; inputMode?: "decimal" | "numeric" }> = {
  plain_text_input: { type: "text" },
  email_text_input: { type: "email" },
  url_text_input: { type: "url" },
  // A number field of the browser silently drops what it cannot read; the person should see it and be told why.
  number_input: { type: "text", inputMode: "decimal" },
};

/** From this share of the limit on, the count is shown. */
const nearLimit = 0.8;

function tellsAtEachCharacter(element: ElementProps["element"]): boolean {
  const on = objectOf(element.dispatch_action_config)?.trigger_actions_on;
  return Array.isArray(on) && on.includes("on_character_entered");
}

export function TextInput(props: ElementProps) {
  const { element } = props;
  const strings = useStrings();
  const { value, set, keep } = useElement(props);
  const countId = useId();
  const type = stringOf(element.type) ?? "plain_text_input";
  const kind = kinds[type];
  const shown = stringOf(value ? value.value : element.initial_value) ?? "";
  const limit = numberOf(element.max_length);
  const counted = limit !== undefined && shown.length >= limit * nearLimit;
  const change = (text: string) => {
    const next = { type, value: text === "" ? null : text };
    if (props.acts && tellsAtEachCharacter(element)) void set(next);
    else keep(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!props.acts || event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void set({ type, value: shown === "" ? null : shown });
  };
  const shared = {
    id: props.inputId,
    "aria-label": props.inputId ? undefined : props.label,
    "aria-describedby":
      [props.describedBy, counted ? countId : undefined].filter(Boolean).join(" ") || undefined,
    "aria-invalid": props.invalid || undefined,
    "aria-required": props.required || undefined,
    placeholder: plainOf(element.placeholder) || undefined,
    value: shown,
  };
  return (
    <>
      {element.multiline === true ? (
        <textarea {...shared} rows={4} onChange={(event) => change(event.target.value)} />
      ) : (
        <input
          {...shared}
          type={kind?.type ?? "text"}
          inputMode={kind?.inputMode}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      {counted && (
        <span id={countId} className={shown.length > limit ? "count is-over" : "count"}>
          {strings.charactersLeft(limit - shown.length)}
        </span>
      )}
    </>
  );
}
