import { useId } from "react";
import type { Block } from "../../protocol";
import { useStrings } from "../i18n/language";
import { objectOf, stringOf } from "../json";
import { Element } from "./elements/element";
import { plainOf } from "./text";

/** These are several controls: the label names the group instead of pointing at one of them. */
const groups = new Set(["checkboxes", "radio_buttons"]);

export function InputBlock({
  block,
  blockId,
  error,
}: {
  block: Block;
  blockId: string;
  error: string | undefined;
}) {
  const strings = useStrings();
  const ownId = useId();
  const element = objectOf(block.element);
  if (!element) return <p className="unknown">{strings.unknownBlock(block.type)}</p>;
  const label = plainOf(block.label);
  const hint = plainOf(block.hint);
  const optional = block.optional === true;
  const grouped = groups.has(stringOf(element.type) ?? "");
  const described = [error === undefined ? "" : `${ownId}error`, hint === "" ? "" : `${ownId}hint`]
    .filter(Boolean)
    .join(" ");
  const words = (
    <>
      {label}
      {optional && <span className="optional"> {strings.optional}</span>}
    </>
  );
  return (
    <div className={error === undefined ? "input-block" : "input-block has-error"}>
      {grouped ? (
        <span className="label" aria-hidden="true">
          {words}
        </span>
      ) : (
        <label className="label" htmlFor={`${ownId}input`}>
          {words}
        </label>
      )}
      <Element
        element={element}
        blockId={blockId}
        acts={block.dispatch_action === true}
        label={label}
        describedBy={described || undefined}
        invalid={error !== undefined}
        required={!optional}
        {...(grouped ? {} : { inputId: `${ownId}input` })}
      />
      {error !== undefined && (
        <p className="field-error" id={`${ownId}error`} role="alert">
          {strings.said(error)}
        </p>
      )}
      {hint !== "" && (
        <p className="hint" id={`${ownId}hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
