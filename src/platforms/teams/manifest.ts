import { limits } from "./limits";

/** What the manifest needs to know of Drumbeat's features; the registry's are such. */
export type ManifestFeature = Readonly<{
  commands?: readonly { name: string; summary: { manifest: string } }[];
  messageShortcuts?: readonly { name: string; title: string }[];
  recordSearches?: readonly { source: string; title: string; description: string }[];
}>;

export interface ManifestSettings {
  /** Of the app and of its bot, which are registered as one. */
  appId: string;
  /** Where Drumbeat is reached, e.g. "drumbeat.example.com". */
  host: string;
}

/** In git, and to be replaced by an installation's own. */
export const placeholderSettings: ManifestSettings = {
  appId: "00000000-0000-0000-0000-000000000000",
  host: "drumbeat.example.com",
};

/** Teams takes a changed manifest in the place of an older one only when this is higher. */
const version = "1.0.1";

/** The one parameter of a search: what somebody types into it. */
export const searchParameter = "query";

const scopes = ["personal", "team", "groupChat"];

/**
 * The app's manifest as Teams takes it. Version 1.19 of the schema has everything that is needed, and is known to clouds that
 * are behind: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema. Throws when something is
 * more than it takes.
 */
export function teamsManifest(
  features: readonly ManifestFeature[],
  { appId, host }: ManifestSettings = placeholderSettings,
) {
  const { manifest } = limits;
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const searches = features.flatMap((feature) => feature.recordSearches ?? []);
  const shortcuts = features.flatMap((feature) => feature.messageShortcuts ?? []);
  const address = `https://${host}`;
  const extensions = [...searches.map(searchCommand), ...shortcuts.map(messageCommand)];
  return {
    $schema: "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json",
    manifestVersion: "1.19",
    version,
    id: appId,
    developer: {
      name: within("Drumbeat", manifest.developerName),
      websiteUrl: within(address, manifest.url),
      privacyUrl: within(`${address}/privacy`, manifest.url),
      termsOfUseUrl: within(`${address}/terms`, manifest.url),
    },
    name: {
      short: within("Drumbeat", manifest.shortName),
      full: within("Drumbeat for marketing and sales", manifest.fullName),
    },
    description: {
      short: within(
        "Customers, projects, expenses and complaints, with their approvals.",
        manifest.shortDescription,
      ),
      full: within(
        "Log customers and find them, ask for a project to be approved, file an expense with its receipts, record a complaint and see " +
          "it through. Whoever has to decide does so with a button, and everybody concerned is told. What is asked for in Slack can be " +
          "approved here, and the other way round: one record, one history. Drumbeat is for the people of one company, whom it knows by " +
          "their e-mail address.",
        manifest.fullDescription,
      ),
    },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#1F3A5F",
    bots: [
      {
        botId: appId,
        scopes,
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes, commands: atMost(commands, manifest.commands).map(listedCommand) }],
      },
    ],
    ...(extensions.length > 0
      ? { composeExtensions: [{ botId: appId, commands: atMost(extensions, manifest.extensionCommands) }] }
      : {}),
    permissions: ["identity", "messageTeamMembers"],
    validDomains: [host],
    defaultInstallScope: "personal",
  };
}

const listedCommand = (command: { name: string; summary: { manifest: string } }) => ({
  title: within(command.name, limits.manifest.commandTitle),
  description: within(command.summary.manifest, limits.manifest.commandDescription),
});

/** Its id is the search's name, which comes back as `commandId`. */
const searchCommand = (search: { source: string; title: string; description: string }) => ({
  id: within(search.source, limits.manifest.extensionId),
  type: "query",
  title: within(search.title, limits.manifest.extensionTitle),
  description: within(search.description, limits.manifest.extensionDescription),
  context: ["compose", "commandBox"],
  initialRun: false,
  parameters: [
    {
      name: within(searchParameter, limits.manifest.parameterName),
      title: within(search.title, limits.manifest.parameterTitle),
      description: within(search.description, limits.manifest.parameterDescription),
      inputType: "text",
    },
  ],
});

/** Its id is the shortcut's name; what it opens is asked of the bot. */
const messageCommand = (shortcut: { name: string; title: string }) => ({
  id: within(shortcut.name, limits.manifest.extensionId),
  type: "action",
  title: within(shortcut.title, limits.manifest.extensionTitle),
  description: within(`Drumbeat: ${shortcut.title}`, limits.manifest.extensionDescription),
  context: ["message"],
  fetchTask: true,
});

/** The file in manifests/teams, as it is kept in git; or the one of an installation. */
export const manifestText = (features: readonly ManifestFeature[], settings?: ManifestSettings): string =>
  `${JSON.stringify(teamsManifest(features, settings), null, 2)}\n`;

function within(text: string, most: number): string {
  if (text.length > most)
    throw new Error(`"${text}" has more than the ${most} characters that a Teams manifest takes`);
  return text;
}

function atMost<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length > most)
    throw new Error(`a Teams manifest takes ${most} of them, and there are ${list.length}`);
  return list;
}
