import { type Job as Schedule, scheduleJob } from "node-schedule";
import { duties } from "./duties";
import type { JobSurroundings } from "./surroundings";

export interface Clock {
  /** Does a duty now, whatever its time; its failure is thrown. */
  run(duty: string): Promise<void>;
  /** After a duty under way has ended. */
  stop(): Promise<void>;
}

/** Starts what happens on a clock. A duty that is still under way at its next time is left to end. */
export function startClock({ company, log }: Pick<JobSurroundings, "company" | "log">): Clock {
  const underWay = new Map<string, Promise<void>>();
  const schedules = duties.map((duty): Schedule => {
    const tick = () => {
      if (underWay.has(duty.name)) return;
      const done = duty
        .run({ company: company(), log })
        .then(
          () => undefined,
          (error: unknown) =>
            log.error(
              { err: error, duty: duty.name },
              "a duty of the clock failed; it is tried again at its next time",
            ),
        )
        .finally(() => underWay.delete(duty.name));
      underWay.set(duty.name, done);
    };
    return scheduleJob({ rule: duty.at, tz: company().timeZone }, tick);
  });
  return {
    async run(name) {
      const duty = duties.find((each) => each.name === name);
      if (!duty) throw new Error(`the clock has no duty "${name}"`);
      await duty.run({ company: company(), log });
    },
    async stop() {
      for (const schedule of schedules) schedule.cancel();
      await Promise.all(underWay.values());
    },
  };
}
