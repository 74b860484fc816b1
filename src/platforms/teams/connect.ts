import { Application } from "@microsoft/teams-ai/lib/Application";
import { TurnState } from "@microsoft/teams-ai/lib/TurnState";
import { DrumbeatAdapter } from "./adapter";
import { answerInTime } from "./answer-in-time";
import { answers } from "./answers";
import { bind } from "./bind";
import { connectorOf } from "./connector";
import { createDoor } from "./door";
import { reachOf } from "./hosts";
import { referenceKeeper } from "./keep-reference";
import { limits } from "./limits";
import { performForMessage } from "./perform-message";
import type { TeamsConnection, TeamsSettings } from "./settings";
import { noSuggestions, suggester } from "./suggest";
import { teamsPort } from "./teams-port";
import { textsOfReader } from "./texts-of";
import { withinTime } from "./within-time";

export type { OfferedFile, TeamsAuthority, TeamsConfig, TeamsConnection, TeamsSettings } from "./settings";

const drainWithinMs = 10_000;

/** Drumbeat's state is in its database: the library is to keep nothing from one turn to the next, and needs no key to keep it under. */
class UnkeptState extends TurnState {
  protected override async onComputeStorageKeys(): Promise<Record<string, string>> {
    return { conversation: "", user: "" };
  }
}

/** Connects to Teams: sets up the way in and the way out. Nobody is called before somebody was heard, or is to be told something. */
export async function connectTeams(settings: TeamsSettings): Promise<TeamsConnection> {
  const { config, dispatch, accept, offeredFile, conversations, logger, clock } = settings;
  const workspace = config.kind === "registered" ? config.tenantId : "anonymous";
  // Who may be anonymous is a tool on this machine, and those show no dialogs.
  const dialogs = config.kind === "registered";
  const appId = config.kind === "registered" ? config.appId : "";
  const reach = reachOf(config);
  const adapter = new DrumbeatAdapter(config, clock);
  const connector = connectorOf(adapter, reach);
  const port = teamsPort({ connector, conversations, workspace, appId, dialogs, reach, logger, clock });
  const suggest = dialogs ? noSuggestions : suggester(dispatch, logger);
  const to = answers({ port, connector, conversations, dialogs, suggest, logger });
  const inTime = answerInTime(logger, settings.answerWithinMs ?? limits.answerWithinMs);
  const textsOf = textsOfReader(settings.localeOf, logger);

  const app = new Application<TurnState>({
    // The library's timer is one for all conversations, and its mentions are found by an unescaped pattern.
    startTypingTimer: false,
    removeRecipientMention: false,
    turnStateFactory: () => new UnkeptState(),
  });
  bind(app, {
    accept,
    dispatch,
    offeredFile,
    to,
    inTime,
    textsOf: ({ from, locale }) => textsOf(from.id, locale),
    keep: referenceKeeper(conversations, clock),
    parsing: { workspace, commands: settings.commands },
    shows: new Map(settings.recordSearches.map(({ source, show }) => [source, show])),
    reach,
    logger,
  });
  const door = createDoor({
    config,
    adapter,
    logger,
    clock,
    onTurn: async (context) => void (await app.run(context)),
  });

  return {
    port,
    requestListener: door.requestListener,
    perform: async (interaction, outcome) =>
      performForMessage(interaction, outcome, to, textsOf(interaction.userId, null), logger),
    async stop() {
      door.close();
      const late = () => new Error("late");
      try {
        const work = door.drained(drainWithinMs).then(() => inTime.drained());
        await withinTime(work, drainWithinMs, late);
      } catch {
        logger.warn({ part: "teams" }, "stopped with deliveries under way");
      }
    },
  };
}
