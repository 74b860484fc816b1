import { useEffect, useRef } from "react";
import type { TeamsCommand } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import { useTeamsReader } from "../state/reader";

interface Props {
  id: string;
  commands: TeamsCommand[];
  active: number;
  onActive: (index: number) => void;
  onTake: (command: TeamsCommand) => void;
}

/** What the app can do, above the box; the keys are the box's. */
export function CommandList({ id, commands, active, onActive, onTake }: Props) {
  const strings = useStrings();
  const { botName } = useTeamsReader();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect looks the active one up in the page.
  useEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div className="teams-popover">
      <p className="teams-popover-title">{strings.teams.command(botName)}</p>
      <div className="teams-options" id={id} role="listbox" aria-label={strings.teams.commands} ref={box}>
        {commands.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the text field, which keeps the focus.
          <div
            key={command.title}
            id={`${id}-${index}`}
            className="teams-option"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => onActive(index)}
            onClick={() => onTake(command)}
          >
            <span className="teams-option-title">{command.title}</span>
            <span className="teams-option-more">{command.description}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
