import type { JsonObject } from "../json";
import type { Method } from "./method";

export const authenticationMethods: Record<string, Method> = {
  "api.test": (args) => {
    const { token: _token, ...echoed } = args.values;
    const answer: JsonObject = Object.keys(echoed).length > 0 ? { args: echoed } : {};
    return answer;
  },
  "auth.test": (_args, { identity }) => ({
    url: `https://${identity.teamDomain}.slack.com/`,
    team: identity.teamDomain,
    user: identity.botName.toLowerCase(),
    team_id: identity.teamId,
    user_id: identity.botUserId,
    bot_id: identity.botId,
    is_enterprise_install: false,
  }),
};
