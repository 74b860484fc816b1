import type { TeamsMember, TeamsMessage } from "../../../teams/protocol";

/** Messages carry their author's name alone; within one company's tenant that says who it was. */
export function isOwn(message: TeamsMessage, me: TeamsMember): boolean {
  return !message.fromBot && message.fromName === me.name;
}
