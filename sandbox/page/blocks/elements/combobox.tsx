import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useStrings } from "../../i18n/language";
import type { Option } from "../surface";

interface Props {
  inputId: string | undefined;
  label: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  placeholder: string;
  /** What is chosen, shown while nobody types. */
  shown: string;
  query: string;
  onQuery: (query: string) => void;
  options: Option[];
  isChosen: (option: Option) => boolean;
  note: string | undefined;
  onChoose: (option: Option) => void;
  onErase: () => void;
  /** Several may be chosen: the list stays open. */
  many: boolean;
}

/** An input with a list below it, as ARIA describes the pattern; what the list holds is the caller's business. */
export function Combobox(props: Props) {
  const { options, query, onQuery, many } = props;
  const strings = useStrings();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const ownId = useId();
  const listId = `${ownId}list`;
  const current = Math.min(active, options.length - 1);

  // At the foot of a form the list would open out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is as high as what it offers.
  useEffect(() => {
    if (open) list.current?.scrollIntoView({ block: "nearest" });
  }, [open, options.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect looks the active one up in the page.
  useEffect(() => {
    if (open) list.current?.querySelector(".is-active")?.scrollIntoView({ block: "nearest" });
  }, [open, current]);

  const show = () => {
    setOpen(true);
    setActive(0);
    onQuery("");
  };
  const choose = (option: Option) => {
    props.onChoose(option);
    if (many) onQuery("");
    else setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) show();
      else {
        const step = event.key === "ArrowDown" ? 1 : -1;
        setActive((current + step + options.length) % Math.max(options.length, 1));
      }
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const option = options[current];
      if (option) choose(option);
    } else if (event.key === "Escape" && open) {
      // Closes the list, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && query === "") props.onErase();
  };

  return (
    <span className="combobox">
      <input
        id={props.inputId}
        role="combobox"
        type="text"
        autoComplete="off"
        aria-label={props.inputId ? undefined : props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && options[current] ? `${listId}-${current}` : undefined}
        placeholder={open && props.shown !== "" ? props.shown : props.placeholder}
        value={open ? query : props.shown}
        // What is chosen already stays in sight until somebody types over it or presses.
        onFocus={(event) => (props.shown === "" ? show() : event.currentTarget.select())}
        onClick={() => !open && show()}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setOpen(true);
          setActive(0);
          onQuery(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div
          ref={list}
          className="listbox"
          id={listId}
          role="listbox"
          aria-multiselectable={many || undefined}
        >
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the input, which keeps the focus.
            <div
              key={option.value}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={props.isChosen(option)}
              className={index === current ? "listbox-option is-active" : "listbox-option"}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => choose(option)}
            >
              {option.text}
            </div>
          ))}
          {options.length === 0 && (
            <div className="listbox-note" role="status">
              {props.note ?? strings.noOptions}
            </div>
          )}
        </div>
      )}
    </span>
  );
}
