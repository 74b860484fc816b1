import { DateTime } from "luxon";
import type { Identifiers } from "./identifiers";
import { compact, type JsonObject } from "./json";
import type { MemberOptions } from "./options";
import type { Member } from "./protocol";

/** What identifies the app and its workspace. */
export interface AppIdentity {
  teamId: string;
  teamDomain: string;
  appId: string;
  botId: string;
  botUserId: string;
  botName: string;
  verificationToken: string;
  signingSecret: string;
  botToken: string;
  appToken: string;
}

/** The people of the workspace and the bot. */
export class Directory {
  readonly members: Member[] = [];
  private readonly byId = new Map<string, Member>();

  constructor(
    private readonly identifiers: Identifiers,
    readonly identity: AppIdentity,
  ) {
    this.insert({
      id: identity.botUserId,
      name: identity.botName,
      title: "App",
      email: "",
      locale: "en-US",
      timeZone: "UTC",
      isBot: true,
    });
  }

  add(options: MemberOptions): Member {
    return this.insert({
      id: this.identifiers.of("U", options.email),
      name: options.name,
      title: options.title ?? "",
      email: options.email,
      locale: options.locale ?? "en-US",
      timeZone: options.timeZone ?? "UTC",
      isBot: false,
    });
  }

  find(id: string): Member | undefined {
    return this.byId.get(id);
  }

  /** By id, e-mail (any case) or exact name. */
  findPerson(key: string): Member | undefined {
    const wanted = key.toLowerCase();
    return (
      this.byId.get(key) ??
      this.members.find((member) => !member.isBot && member.email.toLowerCase() === wanted) ??
      this.members.find((member) => !member.isBot && member.name === key)
    );
  }

  /** A member as users.info gives it; the locale only on request, as Slack does. */
  toSlackUser(member: Member, includeLocale: boolean, now: number): JsonObject {
    const zone = DateTime.fromMillis(now, { zone: member.timeZone });
    return compact({
      id: member.id,
      team_id: this.identity.teamId,
      name: usernameOf(member),
      deleted: false,
      real_name: member.name,
      tz: member.timeZone,
      tz_label: zone.offsetNameLong ?? member.timeZone,
      tz_offset: zone.offset * 60,
      profile: compact({
        title: member.title,
        real_name: member.name,
        real_name_normalized: member.name,
        display_name: member.name,
        display_name_normalized: member.name,
        email: member.isBot ? undefined : member.email,
        team: this.identity.teamId,
      }),
      is_admin: false,
      is_owner: false,
      is_primary_owner: false,
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: member.isBot,
      is_app_user: false,
      updated: Math.floor(now / 1000),
      locale: includeLocale ? member.locale : undefined,
    });
  }

  private insert(member: Member): Member {
    this.members.push(member);
    this.byId.set(member.id, member);
    return member;
  }
}

/** The short name Slack puts into payloads, from the e-mail address. */
export function usernameOf(member: Member): string {
  return member.isBot ? member.name.toLowerCase() : (member.email.split("@")[0] ?? member.name);
}
