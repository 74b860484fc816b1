import { DomainError } from "./errors";

export type Checked<T> = { ok: true; value: T } | { ok: false };

/** Collects what several checks refuse, so that somebody who filled in a form reads all of it at once. */
export class Refusals {
  private readonly found: DomainError[] = [];

  /** Runs a check; what it refuses is kept. Anything else that it throws goes on. */
  of<T>(check: () => T): Checked<T> {
    try {
      return { ok: true, value: check() };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.found.push(error);
      return { ok: false };
    }
  }

  get any(): boolean {
    return this.found.length > 0;
  }

  /** The first refusal with the others beside it. Call it only where there is one. */
  error(): DomainError {
    const [first, ...others] = this.found;
    if (!first) throw new Error("nothing was refused");
    return new DomainError(first.problem, first.field, { cause: first.cause, others });
  }
}
