import { useStrings } from "../../i18n/language";
import { stringOf } from "../../json";
import type { ElementProps } from "../surface";
import { ButtonElement } from "./button";
import { Choices } from "./choices";
import { DatePicker } from "./date-picker";
import { ExternalSelect } from "./external-select";
import { FileInput } from "./file-input";
import { ImageElement } from "./image";
import { MultiStaticSelect } from "./multi-select";
import { Overflow } from "./overflow";
import { UsersSelect } from "./people-select";
import { StaticSelect } from "./select";
import { TextInput } from "./text-input";

/** One element of Block Kit, by its type. What is not known says so, where it stands. */
export function Element(props: ElementProps) {
  const strings = useStrings();
  const type = stringOf(props.element.type) ?? "?";
  switch (type) {
    case "button":
      return <ButtonElement {...props} />;
    case "static_select":
      return <StaticSelect {...props} />;
    case "external_select":
      return <ExternalSelect {...props} />;
    case "multi_static_select":
      return <MultiStaticSelect {...props} />;
    case "users_select":
      return <UsersSelect {...props} />;
    case "overflow":
      return <Overflow {...props} />;
    case "datepicker":
    case "timepicker":
      return <DatePicker {...props} />;
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return <TextInput {...props} />;
    case "checkboxes":
    case "radio_buttons":
      return <Choices {...props} />;
    case "file_input":
      return <FileInput {...props} />;
    case "image":
      return <ImageElement element={props.element} />;
    default:
      return <span className="unknown">{strings.unknownElement(type)}</span>;
  }
}
