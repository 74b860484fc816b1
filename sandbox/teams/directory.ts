import type { Directory } from "../directory";
import { compact, type JsonObject } from "../json";
import { guid, type TeamsIdentity, userId } from "./identity";
import type { TeamsMember } from "./protocol";

export interface TeamsPerson extends TeamsMember {
  aadObjectId: string;
}

/** The people of the workspace, as Teams knows them. */
export class TeamsDirectory {
  readonly people: TeamsPerson[];

  constructor(
    workspace: Directory,
    private readonly identity: TeamsIdentity,
  ) {
    this.people = workspace.members
      .filter((member) => !member.isBot)
      .map(({ email, name, title, locale, timeZone }) => ({
        id: userId(email),
        aadObjectId: guid("user", email),
        email,
        name,
        title,
        locale,
        timeZone,
      }));
  }

  /** By Teams' id, Entra object id, e-mail (any case) or exact name. */
  find(key: string): TeamsPerson | undefined {
    const wanted = key.toLowerCase();
    return (
      this.people.find(
        ({ id, aadObjectId, email }) =>
          id === key || aadObjectId === wanted || email.toLowerCase() === wanted,
      ) ?? this.people.find(({ name }) => name === key)
    );
  }

  /** As the Bot Connector gives a member. */
  toAccount(person: TeamsPerson): JsonObject {
    const [givenName = "", ...rest] = person.name.split(" ");
    return compact({
      id: person.id,
      name: person.name,
      objectId: person.aadObjectId,
      aadObjectId: person.aadObjectId,
      givenName,
      surname: rest.length > 0 ? rest.join(" ") : undefined,
      email: person.email,
      userPrincipalName: person.email,
      tenantId: this.identity.tenantId,
      userRole: "user",
    });
  }
}
