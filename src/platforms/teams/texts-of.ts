import type { PlatformLogger } from "../port";
import type { Texts } from "./answer-in-time";
import type { TeamsSettings } from "./settings";
import { type TeamsTexts, textsFor } from "./texts";
import { withinTime } from "./within-time";

const localeWithinMs = 300;

/**
 * The sentences for one person, looked up once and only when they are needed. They are needed when something broke or takes
 * long, and then the look-up may do the same: the client's own language serves as well.
 */
export function textsOfReader(
  localeOf: TeamsSettings["localeOf"],
  logger: PlatformLogger,
): (userId: string, clientLocale: string | null) => Texts {
  return (userId, clientLocale) => {
    let known: Promise<TeamsTexts> | null = null;
    const look = async (): Promise<TeamsTexts> => {
      try {
        const late = () => new Error("the look-up takes too long");
        return textsFor((await withinTime(localeOf(userId), localeWithinMs, late)) ?? clientLocale);
      } catch (error) {
        logger.warn({ part: "teams", error: String(error) }, "could not look up somebody's language");
        return textsFor(clientLocale);
      }
    };
    return () => {
      known ??= look();
      return known;
    };
  };
}
