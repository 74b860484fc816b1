import { type Method, paginate } from "./method";
import { SlackError } from "./slack-error";

export const userMethods: Record<string, Method> = {
  "users.info": (args, { directory, now }) => {
    const member = directory.find(args.requiredText("user"));
    if (member === undefined) throw new SlackError("user_not_found");
    return { user: directory.toSlackUser(member, args.flag("include_locale"), now()) };
  },
  "users.lookupByEmail": (args, { directory, now }) => {
    const email = args.requiredText("email").toLowerCase();
    const member = directory.members.find((entry) => !entry.isBot && entry.email.toLowerCase() === email);
    if (member === undefined) throw new SlackError("users_not_found");
    return { user: directory.toSlackUser(member, false, now()) };
  },
  "users.list": (args, { directory, now }) => {
    const everyone = directory.members.map((member) =>
      directory.toSlackUser(member, args.flag("include_locale"), now()),
    );
    const { page, next } = paginate(everyone, args);
    return { members: page, cache_ts: Math.floor(now() / 1000), response_metadata: { next_cursor: next } };
  },
};
