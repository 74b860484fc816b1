import type { Outcome } from "../../ui/outcome";
import type { PlatformLogger } from "../port";
import { answerConsent } from "./answer-consent";
import type { Answer, InTime, InvokeAnswer, Texts, Turns } from "./answer-in-time";
import type { Answers } from "./answers";
import type { Reach } from "./hosts";
import {
  asItIs,
  type CardAnswer,
  cardAnswer,
  type DialogAnswer,
  dialogMessage,
  type ExtensionAnswer,
  extensionMessage,
  searchAnswer,
  wordAnswer,
} from "./invoke-bodies";
import {
  type Arrival,
  type CardArrival,
  originOf,
  type ParseSettings,
  parseExecute,
  parseQuery,
  parseSearch,
  parseSelection,
  parseShortcut,
  parseTask,
} from "./parse";
import type { ActivityPayload } from "./payloads";
import { performForDialog, performForSubmission } from "./perform-dialog";
import { performForQuery, performForSearch, performForSelection } from "./perform-extension";
import { performForPress } from "./perform-press";
import type { TeamsSettings } from "./settings";
import type { TeamsTexts } from "./texts";

export interface HearSettings {
  dispatch: TeamsSettings["dispatch"];
  offeredFile: TeamsSettings["offeredFile"];
  to: Answers;
  inTime: InTime;
  /** The sentences for whoever did something. */
  textsOf: (activity: ActivityPayload) => Texts;
  /** Keeps the reference of the conversation up to date; whether it is a personal one that was not known before. */
  keep: (activity: ActivityPayload) => Promise<boolean>;
  parsing: ParseSettings;
  /** The action that shows what a search found, by the search's name. */
  shows: ReadonlyMap<string, string>;
  reach: Reach;
  logger: PlatformLogger;
}

const answeredWith = (body: object | null): InvokeAnswer =>
  body === null ? { status: 200 } : { status: 200, body };

/** What was done in Teams while it waits for an answer, by the invoke's name. */
export function invokeHearer(settings: HearSettings) {
  const { dispatch, to, inTime, textsOf, keep, parsing, shows, logger } = settings;

  /** Parse, dispatch, answer with the outcome. */
  function take<Body extends object>(
    activity: ActivityPayload,
    arrival: Arrival,
    perform: (outcome: Outcome, answer: Answer<Body>, texts: Texts) => Promise<void> | void,
    turns: Pick<Turns<Body>, "late" | "failed">,
  ): Promise<InvokeAnswer> {
    const texts = textsOf(activity);
    const { deliveryId, input, userId } = arrival.interaction;
    return inTime.take<Body>({
      ...turns,
      what: { kind: input.kind, deliveryId },
      texts,
      async work(answer) {
        await keep(activity);
        await perform(await dispatch(arrival.interaction), answer, texts);
      },
      tell: (sentence) => to.tell(userId, sentence),
    });
  }

  const sentences = <Body extends object>(say: (sentence: string) => Body) => ({
    late: (texts: TeamsTexts) => say(texts.stillWorking),
    failed: say,
  });

  async function execute(activity: ActivityPayload): Promise<InvokeAnswer> {
    const arrival = parseExecute(activity, parsing);
    if (arrival === "dismiss") return await dismiss(activity);
    if (arrival === null) return await notOurs(activity, wordAnswer);
    const quiet = { late: () => asItIs, failed: () => asItIs };
    return await take<CardAnswer>(
      activity,
      arrival,
      (outcome, answer, texts) => performForPress(outcome, arrival, answer, to, texts, logger),
      arrival.automatic ? quiet : sentences(wordAnswer),
    );
  }

  function dismiss(activity: ActivityPayload): Promise<InvokeAnswer> {
    const texts = textsOf(activity);
    return inTime.take<CardAnswer>({
      ...sentences(wordAnswer),
      what: { kind: "dismiss", deliveryId: activity.id },
      texts,
      async work(answer) {
        await keep(activity);
        const line = to.drawLine((await texts()).dismissed);
        answer.give(cardAnswer(line.card));
        const { personal, source } = originOf(activity);
        if (personal && source) await to.updateDrawn(source, line);
      },
    });
  }

  /** A button of another version, or of a card that somebody else made. */
  async function notOurs<Body extends object>(
    activity: ActivityPayload,
    say: (sentence: string) => Body,
  ): Promise<InvokeAnswer> {
    logger.warn(
      { part: "teams", name: activity.name },
      "what was pressed carries nothing that Drumbeat knows",
    );
    return answeredWith(say((await textsOf(activity)()).notForTeams));
  }

  function openDialog(activity: ActivityPayload, arrival: Arrival): Promise<InvokeAnswer> {
    return take<DialogAnswer>(
      activity,
      arrival,
      (outcome, answer, texts) => performForDialog(outcome, arrival, answer, { to, texts, logger }),
      sentences(dialogMessage),
    );
  }

  function submitDialog(activity: ActivityPayload, arrival: CardArrival): Promise<InvokeAnswer> {
    return take<DialogAnswer>(
      activity,
      arrival,
      (outcome, answer, texts) => performForSubmission(outcome, arrival, answer, { to, texts, logger }),
      sentences(dialogMessage),
    );
  }

  return async (activity: ActivityPayload): Promise<InvokeAnswer> => {
    switch (activity.name) {
      case "adaptiveCard/action":
        return await execute(activity);
      case "task/fetch": {
        const arrival = parseTask(activity, parsing);
        if (arrival === null || arrival === "dismiss") return await notOurs(activity, dialogMessage);
        return await openDialog(activity, arrival);
      }
      case "task/submit":
      case "composeExtension/submitAction": {
        const arrival = parseTask(activity, parsing);
        // Without anything of ours in it, e.g. closed by its cross: there is nothing to do, and an empty answer closes it.
        if (arrival === null || arrival === "dismiss") {
          logger.debug({ part: "teams" }, "a dialog was handed in with nothing of Drumbeat's in it");
          return answeredWith(null);
        }
        return await submitDialog(activity, arrival);
      }
      case "composeExtension/fetchTask": {
        const arrival = parseShortcut(activity, parsing);
        return arrival ? await openDialog(activity, arrival) : await notOurs(activity, dialogMessage);
      }
      case "application/search": {
        const arrival = parseSearch(activity, parsing);
        const none = searchAnswer([]);
        if (arrival === null) return answeredWith(none);
        const perform = (outcome: Outcome, answer: Answer<object>) => performForSearch(outcome, answer);
        return await take<object>(activity, arrival, perform, { late: () => none, failed: () => none });
      }
      case "composeExtension/query": {
        const arrival = parseQuery(activity, parsing);
        if (arrival === null || arrival.interaction.input.kind !== "search")
          return await notOurs(activity, extensionMessage);
        const { source } = arrival.interaction.input;
        return await take<ExtensionAnswer>(
          activity,
          arrival,
          (outcome, answer, texts) => performForQuery(source, outcome, answer, texts),
          sentences(extensionMessage),
        );
      }
      case "composeExtension/selectItem": {
        const arrival = parseSelection(activity, shows, parsing);
        if (arrival === null) return await notOurs(activity, extensionMessage);
        return await take<ExtensionAnswer>(
          activity,
          arrival,
          (outcome, answer, texts) => performForSelection(outcome, answer, to, texts),
          sentences(extensionMessage),
        );
      }
      case "fileConsent/invoke": {
        const texts = textsOf(activity);
        return await inTime.take<never>({
          what: { kind: "file consent", deliveryId: activity.id },
          texts,
          async work(answer) {
            await keep(activity);
            await answerConsent(activity, answer, { ...settings, texts });
          },
          late: () => null,
          failed: () => null,
          tell: (sentence) => to.tell(activity.from.id, sentence),
        });
      }
      default:
        // The library would answer 501, at which clients say that something went wrong; an empty success is what they take
        // for "nothing to show" of every invoke.
        logger.warn(
          { part: "teams", name: activity.name },
          "an invoke that Drumbeat does not know was passed over",
        );
        return answeredWith(null);
    }
  };
}
