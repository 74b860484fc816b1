import { useStrings } from "../../i18n/language";
import { stringOf } from "../../json";
import { useReader } from "../../state/reader";
import { type ElementProps, useElement } from "../surface";
import { plainOf } from "../text";

export function UsersSelect(props: ElementProps) {
  const { element } = props;
  const strings = useStrings();
  const { members } = useReader();
  const { value, pending, set } = useElement(props);
  const chosen = stringOf(value ? value.selected_user : element.initial_user) ?? "";
  const placeholder = plainOf(element.placeholder) || strings.choosePerson;
  return (
    <span className="select">
      <select
        id={props.inputId}
        aria-label={props.inputId ? undefined : props.label || placeholder}
        aria-describedby={props.describedBy}
        aria-busy={pending}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        data-empty={chosen === "" ? true : undefined}
        value={chosen}
        onChange={(event) => void set({ type: "users_select", selected_user: event.target.value || null })}
      >
        <option value="" disabled={props.acts || props.required === true}>
          {placeholder}
        </option>
        {[...members.values()].map((member) => (
          <option key={member.id} value={member.id}>
            {member.title === "" ? member.name : `${member.name} · ${member.title}`}
          </option>
        ))}
      </select>
    </span>
  );
}
