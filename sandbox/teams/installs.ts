import { isObject, type JsonObject } from "../json";
import { activity, type Place } from "./activities";
import type { TeamsDelivery } from "./delivery";
import type { TeamsPerson } from "./directory";
import type { Workplace } from "./workplace";

/** How many people's installations are told at a time. */
const atOnce = 4;

/** Tells the bot where it has been installed, each place once. */
export class Installs {
  private readonly told = new Set<string>();

  constructor(
    private readonly workplace: Workplace,
    private readonly delivery: TeamsDelivery,
  ) {}

  /** The team's first, then everybody's own. */
  async tellAll(): Promise<void> {
    await this.tellTeam();
    const people = this.workplace.directory.people.filter(({ id }) => this.workplace.installed.has(id));
    const waiting = [...people];
    const work = async () => {
      for (let person = waiting.shift(); person !== undefined; person = waiting.shift())
        await this.tellPerson(person);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  async install(person: TeamsPerson): Promise<void> {
    this.workplace.installed.add(person.id);
    this.told.delete(person.id);
    await this.tellPerson(person);
  }

  async uninstall(person: TeamsPerson): Promise<void> {
    this.workplace.installed.delete(person.id);
    this.told.delete(person.id);
    await this.delivery.send(
      activity(this.workplace, person, this.personal(person), {
        type: "installationUpdate",
        action: "remove",
      }),
    );
  }

  private async tellPerson(person: TeamsPerson): Promise<void> {
    if (this.told.has(person.id)) return;
    this.told.add(person.id);
    const place = this.personal(person);
    const membersAdded = [{ id: this.workplace.identity.botId }];
    await this.delivery.send(
      activity(this.workplace, person, place, { type: "conversationUpdate", membersAdded }),
    );
    await this.delivery.send(
      activity(this.workplace, person, place, { type: "installationUpdate", action: "add" }),
    );
  }

  private async tellTeam(): Promise<void> {
    const { inTeam, directory, conversations, identity } = this.workplace;
    const [installer] = directory.people;
    const general = conversations.find(identity.teamId);
    if (!inTeam || installer === undefined || general === undefined || this.told.has(general.id)) return;
    this.told.add(general.id);
    const place = { conversation: general };
    const team = { id: identity.teamId, name: identity.teamName, aadGroupId: identity.aadGroupId };
    const added = activity(this.workplace, installer, place, {
      type: "conversationUpdate",
      membersAdded: [{ id: identity.botId }],
    });
    await this.delivery.send(withData(added, { eventType: "teamMemberAdded", team }));
    const installed = activity(this.workplace, installer, place, {
      type: "installationUpdate",
      action: "add",
    });
    const settings = { selectedChannel: { id: identity.teamId } };
    await this.delivery.send(withData(installed, { settings, team, source: { name: "message" } }));
  }

  private personal(person: TeamsPerson): Place {
    const conversation = this.workplace.conversations.personal(person.id);
    if (conversation === undefined) throw new Error(`${person.name} has no conversation with the bot.`);
    return { conversation };
  }
}

function withData(of: JsonObject, data: JsonObject): JsonObject {
  return { ...of, channelData: { ...(isObject(of.channelData) ? of.channelData : {}), ...data } };
}
