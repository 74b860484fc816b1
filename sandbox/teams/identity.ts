import { createHash } from "node:crypto";
import { secret } from "../identifiers";

/** What identifies the app, its tenant and its team. All but the password is the same at every start, since a bot keeps it. */
export interface TeamsIdentity {
  appId: string;
  password: string;
  tenantId: string;
  /** "28:" and the app id. */
  botId: string;
  botName: string;
  /** Also the id of the team's General channel. */
  teamId: string;
  teamName: string;
  aadGroupId: string;
}

/** The identity of a tenant with this team. */
export function newTeamsIdentity(teamName: string, botName: string): TeamsIdentity {
  const appId = guid("app", botName);
  return {
    appId,
    password: secret(20),
    tenantId: guid("tenant", teamName),
    botId: `28:${appId}`,
    botName,
    teamId: channelId(teamName, "General"),
    teamName,
    aadGroupId: guid("group", teamName),
  };
}

/** An id in the form of Microsoft Entra's, the same for the same name. */
export function guid(kind: string, name: string): string {
  const hex = digest(kind, name).toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** A person's id as bots see it. */
export const userId = (email: string): string => `29:1${digest("user", email).toString("base64url")}`;

/** The id of somebody's conversation with the bot. */
export const personalId = (email: string): string => `a:1${digest("chat", email).toString("base64url")}`;

/** A channel's id. */
export const channelId = (teamName: string, name: string): string =>
  `19:${digest("channel", `${teamName}/${name}`).toString("hex").slice(0, 32)}@thread.tacv2`;

function digest(kind: string, name: string): Buffer {
  return createHash("sha256").update(`teams ${kind} ${name.toLowerCase()}`).digest();
}
