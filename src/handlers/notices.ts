import { rolesOf } from "../domain/people/identify";
import type { Topic } from "../domain/references";
import type { Person } from "../domain/scope";
import { localeFrom, textsFor } from "../i18n/choose-texts";
import { readerFor } from "../i18n/reader";
import type { Card } from "../ui/card";
import { type Context, nobodyInParticular } from "./context";
import { companyOf, type FeatureIndex, type Surroundings } from "./dispatch";
import { channelsFor } from "./notice-channels";
import { viewAction, viewersOf, viewId } from "./view-notice";

/** Who is to read a card: a person (with their account's language), or a channel, where nobody in particular reads. */
export type CardReader =
  | { personId: number; accountLocale: string | null; accountTimeZone: string | null }
  | "channel";

/** What jobs ask of the features: who hears of a notice, and what it looks like to one reader now. */
export function createNotices(surroundings: Surroundings, index: FeatureIndex) {
  const find = (name: string) => {
    const notice = index.notices.get(name);
    if (!notice) throw new Error(`no feature has a notice named "${name}"`);
    return notice;
  };
  const contextFor = (
    person: Person,
    accountLocale: string | null,
    accountTimeZone: string | null,
    origin: string,
  ): Context => {
    const locale = localeFrom(person.locale) ?? localeFrom(accountLocale) ?? surroundings.defaultLocale;
    return {
      ...companyOf(surroundings),
      actor: person,
      via: "system",
      origin,
      interaction: null,
      readFile: () => Promise.reject(new Error("a notice comes with no file")),
      texts: textsFor(locale),
      reader: readerFor(locale, person.timeZone ?? accountTimeZone ?? surroundings.timeZone),
    };
  };

  /** A reader's context, with the person as they are now. */
  const contextOf = async (reader: CardReader, origin: string): Promise<Context> => {
    if (reader === "channel") return contextFor(nobodyInParticular, null, null, origin);
    const person = await surroundings.db.person.findUniqueOrThrow({ where: { id: reader.personId } });
    const { accountLocale, accountTimeZone } = reader;
    return contextFor({ ...person, roles: rolesOf(person.roles) }, accountLocale, accountTimeZone, origin);
  };

  return {
    contextOf,

    /** The context of somebody whatever they read it on: in their own language, else in that of the account they used last. */
    contextOfPerson: async (personId: number, origin: string): Promise<Context> => {
      const account = await surroundings.db.account.findFirst({
        where: { personId },
        orderBy: { seenAt: "desc" },
      });
      const { locale = null, timeZone = null } = account ?? {};
      return contextOf({ personId, accountLocale: locale, accountTimeZone: timeZone }, origin);
    },

    async audience(
      name: string,
      subject: Topic,
    ): Promise<{ people: readonly number[]; channels: readonly string[] }> {
      const context = contextFor(nobodyInParticular, null, null, `notice:${name}`);
      const people = await find(name).people(context, subject.id, subject.kind);
      return { people, channels: channelsFor(surroundings.policy, name) };
    },

    /** How those whom it is for see their own card where it stands in a channel, and who they are. */
    async personal(
      name: string,
      subject: Topic,
    ): Promise<{ action: string; id: string; people: readonly number[] }> {
      const context = contextFor(nobodyInParticular, null, null, `notice:${name}`);
      const people = await viewersOf(find(name), context, subject);
      return { action: viewAction, id: viewId(name, subject), people };
    },

    /** Null when there is nothing to say any more. */
    async card(
      name: string,
      subject: Topic,
      reader: CardReader,
    ): Promise<{ card: Card; locale: string } | null> {
      const context = await contextOf(reader, `notice:${name}`);
      const card = await find(name).card(context, subject.id, subject.kind);
      return card && { card, locale: context.reader.locale };
    },
  };
}
