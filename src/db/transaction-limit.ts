import type { PrismaClient } from "./generated/client";

/**
 * `client`, with at most `limit` interactive transactions at once; the others wait their turn, first come first served.
 * Without it Prisma gives up on those that find no connection in time (P2028), and a burst of clicks fails. `limit` below
 * the pool's size leaves connections to plain reads.
 */
export function limitTransactions(client: PrismaClient, limit: number): PrismaClient {
  const turns = new Turns(limit);
  return new Proxy(client, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (property !== "$transaction" || typeof value !== "function") return value;
      return (...args: unknown[]): Promise<unknown> =>
        turns.take(async () => (await Reflect.apply(value, target, args)) as unknown);
    },
  });
}

class Turns {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.free = limit;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The turn goes straight to the next in line: nobody who comes later can take it on the way.
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
