import { randomBytes } from "node:crypto";
import { DateTime } from "luxon";
import { DomainError } from "../domain/errors";
import { type AccountProfile, type Identified, meetAccount, openDoor } from "../domain/people/identify";
import type { Company, Database } from "../domain/scope";
import { localeFrom, textsFor } from "../i18n/choose-texts";
import { readerFor } from "../i18n/reader";
import type { Locale } from "../i18n/texts";
import type { Policy } from "../policy/policy";
import type { Feature } from "../ui/feature";
import type { IncomingFile, Interaction, PlatformName } from "../ui/interaction";
import { formErrors, nothing, type Outcome, reply } from "../ui/outcome";
import { cleanInput } from "./clean-input";
import { type Context, nobodyInParticular } from "./context";
import { explainProblem, problemCard } from "./explain-problem";
import { menuAction, runCommand } from "./run-command";
import { viewAction, viewNotice } from "./view-notice";

/** What the dispatcher needs of its surroundings. */
export interface Surroundings {
  db: Database;
  policy: Policy;
  timeZone: string;
  currency: string;
  defaultLocale: Locale;
  now: () => Date;
  /** What the platform knows of an account that nobody has met yet. */
  profileOf: (interaction: Interaction) => Promise<AccountProfile | null>;
  /** `patient`: nobody waits for the answer, as they do at a form. */
  readFile: (
    platform: PlatformName,
    file: IncomingFile,
    more: { mostBytes?: number; patient: boolean },
  ) => Promise<Uint8Array>;
  /** A failure that nobody foresaw; `reference` is what the person was given. */
  report: (failure: { error: unknown; reference: string; interaction: Interaction }) => void;
}

/** The company as of now. */
export function companyOf({ db, policy, timeZone, currency, now }: Surroundings): Company {
  return { db, policy, timeZone, currency, now: DateTime.fromJSDate(now(), { zone: timeZone }) };
}

/** Finds features by name once, so that an interaction costs a look-up and not a search. */
export function indexFeatures(features: readonly Feature<Context>[]) {
  const collect = <T>(
    pick: (feature: Feature<Context>) => readonly (readonly [string, T])[],
  ): ReadonlyMap<string, T> => {
    const map = new Map<string, T>();
    for (const feature of features)
      for (const [name, value] of pick(feature)) {
        if (map.has(name))
          throw new Error(`"${name}" stands in two features, the second is "${feature.name}"`);
        map.set(name, value);
      }
    return map;
  };
  return {
    commands: collect((feature) => (feature.commands ?? []).map((each) => [each.name, each] as const)),
    actions: collect((feature) => Object.entries(feature.actions ?? {})),
    forms: collect((feature) => Object.entries(feature.forms ?? {})),
    searches: collect((feature) => Object.entries(feature.searches ?? {})),
    messageShortcuts: collect((feature) =>
      (feature.messageShortcuts ?? []).map((each) => [each.name, each] as const),
    ),
    notices: collect((feature) => (feature.notices ?? []).map((each) => [each.name, each] as const)),
    messages: features.flatMap((feature) => (feature.messages ? [feature.messages] : [])),
    home: features.flatMap((feature) => (feature.home ? [feature.home] : []))[0] ?? null,
  };
}

export type FeatureIndex = ReturnType<typeof indexFeatures>;

/**
 * The one way in: says who acts, finds the feature, and turns whatever goes wrong into a sentence.
 * `noted` says that the delivery was taken note of before (an event that waited in the queue).
 */
export function createDispatch(surroundings: Surroundings, index: FeatureIndex) {
  return async (interaction: Interaction, { noted = false } = {}): Promise<Outcome> => {
    let context: Context | null = null;
    try {
      const identified = await identify(surroundings, interaction, noted);
      if (!identified) return nothing;
      context = contextOf(surroundings, interaction, identified);
      if (!identified.person.active) return answer(context, interaction, context.texts.errors.inactive);
      return await route(context, interaction, index);
    } catch (error) {
      const known = context ?? strangerContext(surroundings, interaction);
      if (error instanceof DomainError) return refuse(known, interaction, error);
      const reference = randomBytes(4).toString("hex");
      surroundings.report({ error, reference, interaction });
      return answer(known, interaction, known.texts.errors.unexpected, null, reference);
    }
  };
}

/** Null for a delivery that was seen before: nothing is done for it again. */
async function identify(
  surroundings: Surroundings,
  interaction: Interaction,
  noted: boolean,
): Promise<Identified | null> {
  const { platform, workspace, userId, deliveryId } = interaction;
  const key = { platform, workspace, userId };
  const door = await openDoor(surroundings.db, deliveryId, key);
  if (!door.fresh && !noted) return null;
  if (door.identified) return door.identified;
  const profile = (await surroundings.profileOf(interaction)) ?? {
    name: userId,
    email: null,
    locale: null,
    timeZone: null,
  };
  return meetAccount(surroundings.db, key, profile, platform, deliveryId);
}

export function contextOf(
  surroundings: Surroundings,
  interaction: Interaction,
  { person, account }: Identified,
): Context {
  const timeZone = person.timeZone ?? account.timeZone;
  const locale = localeFrom(person.locale) ?? localeFrom(account.locale) ?? surroundings.defaultLocale;
  return {
    ...companyOf(surroundings),
    // The rules count somebody's days as their forms do: "today" is the same day in both.
    actor: { ...person, timeZone },
    via: interaction.platform,
    origin: interaction.deliveryId,
    interaction,
    readFile: (file, mostBytes) =>
      surroundings.readFile(interaction.platform, file, {
        mostBytes,
        patient: interaction.input.kind === "message",
      }),
    texts: textsFor(locale),
    reader: readerFor(locale, timeZone ?? surroundings.timeZone),
  };
}

/** For saying that something failed before it was known to whom. */
function strangerContext(surroundings: Surroundings, interaction: Interaction): Context {
  return contextOf(surroundings, interaction, {
    person: nobodyInParticular,
    account: { locale: null, timeZone: null, directId: null },
  });
}

async function route(context: Context, interaction: Interaction, index: FeatureIndex): Promise<Outcome> {
  const input = cleanInput(interaction.input);
  switch (input.kind) {
    case "command":
      return command(context, index, input.name, input.text);
    case "action": {
      if (input.action === menuAction) {
        const [name = "", ...words] = input.id.split(" ");
        return command(context, index, name, words.join(" "));
      }
      if (input.action === viewAction) return viewNotice(context, index.notices, input.id);
      return found(index.actions, input.action)(context, input.id);
    }
    case "submit":
      return found(index.forms, input.form)(context, input.values, input.state);
    case "search":
      return { kind: "options", options: await found(index.searches, input.source)(context, input.query) };
    case "messageShortcut":
      return found(index.messageShortcuts, input.name).run(context, input.message);
    case "home":
      return index.home ? { kind: "home", card: await index.home(context) } : nothing;
    case "message":
      for (const listen of index.messages) {
        const heard = await listen(context, input);
        if (heard) return heard;
      }
      return nothing;
  }
}

async function command(context: Context, index: FeatureIndex, name: string, typed: string): Promise<Outcome> {
  const known = index.commands.get(name);
  if (!known) return reply(problemCard(context, context.texts.commands.unknownCommand(name)));
  return runCommand(context, known, typed);
}

/** A name that no feature has comes from a card or a manifest older or newer than this process: a bug, not a person's mistake. */
function found<T>(names: ReadonlyMap<string, T>, name: string): T {
  const value = names.get(name);
  if (!value) throw new Error(`nothing is registered under "${name}"`);
  return value;
}

/** Beside every field that is refused; without a form one sentence, the first. */
function refuse(context: Context, interaction: Interaction, error: DomainError): Outcome {
  const sentence = explainProblem(context, error.problem);
  if (interaction.input.kind !== "submit" || error.others.length === 0)
    return answer(context, interaction, sentence, error.field);
  const errors: Record<string, string> = { [error.field ?? ""]: sentence };
  for (const { field, problem } of error.others) errors[field ?? ""] ??= explainProblem(context, problem);
  return formErrors(errors);
}

function answer(
  context: Context,
  interaction: Interaction,
  sentence: string,
  field: string | null = null,
  reference?: string,
): Outcome {
  switch (interaction.input.kind) {
    case "submit":
      return formErrors({
        [field ?? ""]: reference ? `${sentence} ${context.texts.errors.reference(reference)}` : sentence,
      });
    case "search":
      return { kind: "options", options: [] };
    case "home":
      return { kind: "home", card: problemCard(context, sentence, reference) };
    default:
      return reply(problemCard(context, sentence, reference));
  }
}
