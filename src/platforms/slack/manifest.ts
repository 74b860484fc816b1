import { limits } from "./limits";

/** What the manifest needs to know of Drumbeat's features; the registry's are such. */
export type ManifestFeature = Readonly<{
  commands?: readonly { name: string; summary: { manifest: string }; usageHint: string }[];
  messageShortcuts?: readonly { name: string; title: string }[];
}>;

/** To be replaced by the installation's own host; https://docs.slack.dev/reference/app-manifest wants an address. */
export const placeholderUrl = "https://drumbeat.example.com/slack/events";

/** Each with what needs it. https://docs.slack.dev/reference/scopes */
const botScopes = [
  "app_mentions:read", // what is said to the bot in a channel
  "channels:read", // finding a public channel by its name
  "chat:write", // cards
  "chat:write.public", // cards in public channels that nobody invited the bot to
  "commands", // slash commands and message shortcuts
  "files:read", // receipts
  "files:write", // charts and reports
  "groups:read", // finding a private channel that the bot was invited to
  "im:history", // what is said to the bot directly; finding an earlier attempt of the same sending
  "im:write", // opening a direct conversation
  "users:read", // name, language, time zone
  "users:read.email", // who somebody is in the company
];

const botEvents = ["app_home_opened", "app_mention", "message.im"];

/**
 * The app's manifest as Slack takes it (https://docs.slack.dev/reference/app-manifest), for HTTP or for Socket Mode.
 * Throws when a text is too long for it.
 */
export function slackManifest(features: readonly ManifestFeature[], mode: "http" | "socket" = "http") {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const shortcuts = features.flatMap((feature) => feature.messageShortcuts ?? []);
  const url = mode === "http" ? { url: placeholderUrl } : {};
  const requestUrl = mode === "http" ? { request_url: placeholderUrl } : {};
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: "Drumbeat",
      description: "Customers, projects, expenses and complaints, with their approvals.",
      background_color: "#1f3a5f",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Drumbeat", always_online: true },
      ...(commands.length > 0
        ? {
            slash_commands: commands.map((command) => ({
              command: within(`/${command.name}`, 32),
              ...url,
              description: within(command.summary.manifest, limits.commandDescription),
              usage_hint: within(command.usageHint, limits.commandUsageHint),
              should_escape: false,
            })),
          }
        : {}),
      ...(shortcuts.length > 0
        ? {
            shortcuts: shortcuts.map((shortcut) => ({
              name: within(shortcut.title, limits.shortcutName),
              type: "message",
              callback_id: within(shortcut.name, limits.callbackId),
              description: within(`Drumbeat: ${shortcut.title}`, limits.shortcutDescription),
            })),
          }
        : {}),
    },
    oauth_config: { scopes: { bot: botScopes } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: botEvents },
      interactivity: {
        is_enabled: true,
        ...requestUrl,
        ...(mode === "http" ? { message_menu_options_url: placeholderUrl } : {}),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: mode === "socket",
      token_rotation_enabled: false,
    },
  };
}

/** The file in manifests/, as it is kept in git. */
export const manifestText = (features: readonly ManifestFeature[]): string =>
  `${JSON.stringify(slackManifest(features), null, 2)}\n`;

function within(text: string, most: number): string {
  if (text.length > most)
    throw new Error(`"${text}" has more than the ${most} characters that a Slack manifest takes`);
  return text;
}
