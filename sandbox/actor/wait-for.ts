import type { Activity } from "../activity";

/** How long to wait, in milliseconds. */
export interface WaitOptions {
  timeout?: number;
  /** What is awaited, for the message when it does not come. */
  what?: string;
}

/**
 * Resolves with what `probe` gives as soon as that is neither false nor undefined, and looks again at every sign of life.
 * Throws after `timeout` (5 s), with the name of who waited.
 */
export function waitFor<T, Event>(
  activity: Activity<Event>,
  name: string,
  probe: () => T | undefined | false,
  options: WaitOptions,
): Promise<T> {
  const timeout = options.timeout ?? 5_000;
  return new Promise((resolve, reject) => {
    const check = () => {
      try {
        const found = probe();
        if (found === undefined || found === false) return;
        finish();
        resolve(found);
      } catch (error) {
        finish();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`${name} waited ${timeout} ms in vain for ${options.what ?? "something"}.`));
    }, timeout);
    const stop = activity.onStir(() => queueMicrotask(check));
    const finish = () => {
      clearTimeout(timer);
      stop();
    };
    check();
  });
}
