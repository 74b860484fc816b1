import { useStrings } from "../i18n/language";
import type { Shown } from "../state/address";

interface Props {
  shown: Shown;
  /** Whether there is room for both. */
  wide: boolean;
  unread: { slack: number; teams: number };
  onShow: (shown: Shown) => void;
}

/** Which client is looked at; one that is out of sight says with a dot that something is new there. */
export function PlatformSwitch({ shown, wide, unread, onShow }: Props) {
  const strings = useStrings();
  const choices: Shown[] = wide ? ["slack", "both", "teams"] : ["slack", "teams"];
  const newIn = (choice: Shown) => {
    if (choice === "both" || shown === "both" || choice === shown) return 0;
    return unread[choice];
  };
  return (
    <nav className="platform-switch" aria-label={strings.teams.platforms}>
      <span className="platform-switch-title">{strings.workspace}</span>
      <span className="platform-choices">
        {choices.map((choice) => {
          const count = newIn(choice);
          return (
            <button
              key={choice}
              type="button"
              className={`platform-choice platform-choice-${choice}`}
              aria-pressed={choice === shown}
              onClick={() => onShow(choice)}
            >
              {strings.teams.shows[choice]}
              {count > 0 && (
                <span className="platform-dot">
                  <span className="visually-hidden">{strings.unread(count)}</span>
                </span>
              )}
            </button>
          );
        })}
      </span>
    </nav>
  );
}
