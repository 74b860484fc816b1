import type { PlatformLogger } from "../port";
import type { Answer, Texts } from "./answer-in-time";
import type { Answers } from "./answers";
import { acceptOffer, offerContext, uploadInfo } from "./file-offer";
import type { Reach } from "./hosts";
import { originOf } from "./parse";
import { type ActivityPayload, consentValue } from "./payloads";
import type { TeamsSettings } from "./settings";
import { type CardSource, wireKey } from "./wire";

export interface ConsentSurroundings {
  to: Answers;
  texts: Texts;
  offeredFile: TeamsSettings["offeredFile"];
  reach: Reach;
  logger: PlatformLogger;
}

/**
 * Somebody said whether a file may be put into their OneDrive. The question goes, since a second yes would upload it again.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
export async function answerConsent(
  activity: ActivityPayload,
  answer: Answer<never>,
  { to, texts, offeredFile, reach, logger }: ConsentSurroundings,
): Promise<void> {
  const value = consentValue.safeParse(activity.value);
  const context = offerContext.safeParse(value.data?.context);
  const { conversationId, source, userId } = originOf(activity);
  if (!value.success || !context.success || conversationId === null) {
    logger.warn({ part: "teams" }, "an answer about a file that is none of ours was passed over");
    return;
  }
  // An upload takes its time, and Teams shows nothing of what it is answered.
  answer.give(null);
  const file = await offeredFile(context.data[wireKey].offer, userId);
  const info = uploadInfo.safeParse(value.data.uploadInfo);
  if (value.data.action === "decline") {
    const name = file?.name ?? "";
    return await settle(name === "" ? null : (await texts()).fileDeclined(name));
  }
  if (!info.success) throw new Error("a file was accepted, and Teams did not say where it goes");
  if (file === null) return await settle((await texts()).fileGone(info.data.name));
  await to.sendAttachment(conversationId, await acceptOffer(info.data, file, reach));
  await settle(null);

  /** A sentence in the question's place, or nothing. */
  async function settle(sentence: string | null): Promise<void> {
    try {
      if (source && sentence !== null) await to.updateText(source, sentence);
      else if (source) await takeAway(source);
      else if (sentence !== null) await to.say(conversationId ?? "", sentence);
    } catch (error) {
      logger.warn(
        { part: "teams", error: String(error) },
        "the question about a file could not be taken away",
      );
    }
  }

  /** Local tools cannot remove a message; the file's name in its place takes the question away as well. */
  async function takeAway(question: CardSource): Promise<void> {
    try {
      await to.remove(question);
    } catch (error) {
      logger.info(
        { part: "teams", error: String(error) },
        "a message could not be removed and is changed instead",
      );
      await to.updateText(question, info.data?.name ?? "–");
    }
  }
}
