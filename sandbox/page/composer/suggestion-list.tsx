import { useEffect, useRef } from "react";
import { useStrings } from "../i18n/language";
import { Avatar } from "../sidebar/avatar";
import type { Suggestion } from "./completion";

interface Props {
  id: string;
  suggestions: Suggestion[];
  active: number;
  onActive: (index: number) => void;
  onTake: (suggestion: Suggestion) => void;
}

export function SuggestionList({ id, suggestions, active, onActive, onTake }: Props) {
  const strings = useStrings();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect looks the active one up in the page.
  useEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div className="suggestions" id={id} role="listbox" aria-label={strings.suggestions} ref={box}>
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the text field, which keeps the focus.
        <div
          key={suggestion.key}
          id={`${id}-${index}`}
          className="suggestion"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => onActive(index)}
          onClick={() => onTake(suggestion)}
        >
          {suggestion.member && <Avatar member={suggestion.member} size="small" />}
          <span className="suggestion-lines">
            <span>
              <span className="suggestion-title">{suggestion.title}</span>{" "}
              <span className="suggestion-hint">{suggestion.hint}</span>
            </span>
            <span className="suggestion-more">{suggestion.description}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
