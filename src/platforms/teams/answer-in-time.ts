import { randomBytes } from "node:crypto";
import type { PlatformLogger } from "../port";
import type { TeamsTexts } from "./texts";

/** What an invoke is answered with: an HTTP status, and a body where the invoke has a use for one. */
export interface InvokeAnswer {
  status: number;
  body?: object;
}

/** The one answer that an invoke gets, while Teams still waits for it. */
export interface Answer<Body extends object> {
  /** False when it was given before: what is to be said must go another way. `null` answers without a body. */
  give(body: Body | null): boolean;
  readonly given: boolean;
}

/** The sentences in one reader's language, looked up when they are first needed. */
export type Texts = () => Promise<TeamsTexts>;

/** What is done with one thing that came from Teams, at each turn that it can take. */
export interface Turns<Body extends object> {
  /** For the log. */
  what: { kind: string; deliveryId: string | null };
  texts: Texts;
  work(answer: Answer<Body>): Promise<void>;
  /** Teams' patience runs out before the answer is known. */
  late(texts: TeamsTexts): Body | null;
  /** It broke: what the person is told in the answer; null where there is no place for a sentence. */
  failed(sentence: string): Body | null;
  /** The same where the answer was given before. */
  tell?(sentence: string): Promise<void>;
}

/**
 * Teams takes an answer for a few seconds, and the turn in which it came must then end. So the work goes on beside the turn:
 * what comes out of it in time is the answer, and what comes later goes another way.
 */
export function answerInTime(logger: PlatformLogger, withinMs: number) {
  const underWay = new Set<Promise<void>>();

  /** Resolves with the answer. With `nobodyWaits` at once, for what is no invoke: whatever is shown is then shown another way. */
  function take<Body extends object>(
    turns: Turns<Body>,
    { nobodyWaits = false } = {},
  ): Promise<InvokeAnswer> {
    return new Promise((resolve) => {
      let given = false;
      const answer: Answer<Body> = {
        give(body) {
          if (given) return false;
          given = true;
          clearTimeout(timer);
          resolve(body === null ? { status: 200 } : { status: 200, body });
          return true;
        },
        get given() {
          return given;
        },
      };
      const timer = setTimeout(async () => answer.give(turns.late(await turns.texts())), withinMs);
      if (nobodyWaits) answer.give(null);
      const work = run(turns, answer).finally(() => underWay.delete(work));
      underWay.add(work);
    });
  }

  /** Never rejects: whatever breaks is said, here and to the person. */
  async function run<Body extends object>(turns: Turns<Body>, answer: Answer<Body>): Promise<void> {
    try {
      await turns.work(answer);
      // Whatever was shown, an invoke must have its answer.
      answer.give(null);
    } catch (error) {
      const reference = randomBytes(4).toString("hex");
      logger.error({ part: "teams", reference, ...turns.what, err: error }, "an interaction failed");
      const sentence = (await turns.texts()).failed(reference);
      if (answer.give(turns.failed(sentence))) return;
      try {
        await turns.tell?.(sentence);
      } catch (unsaid) {
        logger.error({ part: "teams", reference, err: unsaid }, "nor could the person be told");
      }
    }
  }

  return {
    take,
    /** Resolves when everything that was begun is done. */
    async drained(): Promise<void> {
      while (underWay.size > 0) await Promise.all([...underWay]);
    },
  };
}

export type InTime = ReturnType<typeof answerInTime>;
