import { languageOf, StringsContext, stringsOf } from "../i18n/language";
import { WorkspaceShell } from "../shell/workspace-shell";
import { type Address, homePlace, type Shown } from "../state/address";
import type { Go } from "../state/use-address";
import { TeamsShell } from "../teams/teams-shell";
import { useGlimpse } from "./glimpse";
import { PlatformPane } from "./platform-pane";
import { PlatformSwitch } from "./platform-switch";
import { usePresence } from "./use-presence";
import { useWide } from "./use-wide";

function shownOf(asked: Shown | undefined, wide: boolean): Shown {
  if (wide) return asked ?? "both";
  return asked === "teams" ? "teams" : "slack";
}

interface Props {
  /** The person of the Slack pane, by Slack's id. */
  as: string;
  address: Address;
  go: Go;
}

/** The two clients, beside each other or one at a time. */
export function Stage({ as, address, go }: Props) {
  const wide = useWide();
  const [slack, seeSlack] = useGlimpse();
  const [teams, seeTeams] = useGlimpse();
  const hasTeams = usePresence(slack?.email);
  const shown = hasTeams ? shownOf(address.shown, wide) : "slack";
  const teamsEmail = address.teamsAs ?? slack?.email;
  const slackLanguage = languageOf(slack?.locale ?? "en");
  const teamsLanguage = languageOf(teams?.locale ?? "en");
  const strings = stringsOf(shown === "teams" ? teamsLanguage : slackLanguage);
  const { place } = address;

  return (
    <StringsContext value={strings}>
      <div className={`stage stage-${shown}${hasTeams ? " has-teams" : ""}`}>
        {hasTeams && (
          <PlatformSwitch
            shown={shown}
            wide={wide}
            unread={{ slack: slack?.unread ?? 0, teams: teams?.unread ?? 0 }}
            onShow={(next) => go({ shown: next })}
          />
        )}
        <PlatformPane
          platform="slack"
          visible={shown !== "teams"}
          alone={shown !== "both"}
          titled={shown !== "teams"}
          language={slackLanguage}
        >
          <WorkspaceShell
            key={as}
            as={as}
            place={place}
            name={hasTeams ? "Slack" : undefined}
            onGo={(next) => go({ place: next })}
            onSwitch={(other) =>
              go({
                as: other,
                place: place === homePlace ? homePlace : undefined,
                // Beside each other each pane has a person of its own; the one that is not touched keeps its.
                teamsAs: shown === "both" ? teamsEmail : address.teamsAs,
              })
            }
            onSeen={seeSlack}
          />
        </PlatformPane>
        {hasTeams && teamsEmail !== undefined && (
          <PlatformPane
            platform="teams"
            visible={shown !== "slack"}
            alone={shown !== "both"}
            titled={shown === "teams"}
            language={teamsLanguage}
          >
            <TeamsShell
              key={teamsEmail.toLowerCase()}
              as={teamsEmail}
              place={address.teamsPlace}
              onGo={(next) => go({ teamsPlace: next })}
              onSwitch={(email) => go({ teamsAs: email, teamsPlace: undefined })}
              onSeen={seeTeams}
            />
          </PlatformPane>
        )}
      </div>
    </StringsContext>
  );
}
