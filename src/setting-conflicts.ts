import { isHost, isLoopback } from "./setting-values";

/** Settings by name as they were given; undefined where one was not. */
type Given = Readonly<Record<string, string | undefined>>;

/** What can be seen only from several settings together: one sentence for each thing that is missing or at odds. */
export function conflicts(given: Given): string[] {
  return [...slackConflicts(given), ...teamsConflicts(given), ...hostConflicts(given)];
}

function teamsConflicts(given: Given): string[] {
  const found: string[] = [];
  const others = ["MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID", "MICROSOFT_APP_TYPE"].filter(
    (name) => given[name],
  );
  if (given.MICROSOFT_APP_ID) {
    if (!given.MICROSOFT_APP_TENANT_ID)
      found.push(
        "MICROSOFT_APP_ID is set without MICROSOFT_APP_TENANT_ID; set the company's tenant too: people of other tenants are not heard.",
      );
    const managed = given.MICROSOFT_APP_TYPE === "UserAssignedMSI";
    if (!managed && !given.MICROSOFT_APP_PASSWORD)
      found.push("MICROSOFT_APP_ID is set without MICROSOFT_APP_PASSWORD; set the app's client secret too.");
    if (managed && given.MICROSOFT_APP_PASSWORD)
      found.push(
        "MICROSOFT_APP_PASSWORD is set, but a managed identity (MICROSOFT_APP_TYPE UserAssignedMSI) has none; unset it.",
      );
    if (given.TEAMS_ALLOW_ANONYMOUS === "1")
      found.push("TEAMS_ALLOW_ANONYMOUS is 1 although MICROSOFT_APP_ID is set; unset one of them.");
  } else if (others.length > 0) {
    found.push(
      `${others.join(" and ")} ${others.length > 1 ? "are" : "is"} set without MICROSOFT_APP_ID; set the app's id too.`,
    );
  }
  return found;
}

/** Without credentials, or with nobody asked who they are, Drumbeat is for this machine only. */
function hostConflicts(given: Given): string[] {
  const { HOST: host } = given;
  if (!host || !isHost(host) || isLoopback(host)) return [];
  if (given.TEAMS_ALLOW_ANONYMOUS === "1")
    return [
      `HOST is ${host}, but with TEAMS_ALLOW_ANONYMOUS anybody who reaches Drumbeat may say they are anyone; unset HOST, or set it to 127.0.0.1.`,
    ];
  const credentials = ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "MICROSOFT_APP_ID"];
  if (credentials.some((name) => given[name])) return [];
  return [
    `HOST is ${host}, but without credentials of Slack or Teams Drumbeat runs its sandbox, which is reached from this machine only; unset HOST, or set the credentials.`,
  ];
}

function slackConflicts(given: Given): string[] {
  const found: string[] = [];
  const other = given.SLACK_SIGNING_SECRET
    ? "SLACK_SIGNING_SECRET"
    : given.SLACK_APP_TOKEN && "SLACK_APP_TOKEN";
  if (given.SLACK_BOT_TOKEN && !other) {
    found.push(
      "SLACK_BOT_TOKEN is set without SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode); set one of them too.",
    );
  }
  if (!given.SLACK_BOT_TOKEN && other) {
    found.push(`${other} is set without SLACK_BOT_TOKEN; set the bot user's token too.`);
  }
  if (!given.SLACK_BOT_TOKEN && !other && given.SLACK_API_URL) {
    found.push("SLACK_API_URL is set without SLACK_BOT_TOKEN; without credentials nothing is sent there.");
  }
  return found;
}
