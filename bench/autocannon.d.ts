/** As much of autocannon 9 as the load needs; it brings no types of its own. */
declare module "autocannon" {
  import type { EventEmitter } from "node:events";

  namespace autocannon {
    interface Request {
      method: "POST";
      path: string;
      headers?: Record<string, string>;
      body?: string;
    }

    interface Options {
      url: string;
      connections: number;
      /** Requests in all; spread over the connections. */
      amount: number;
      /** Seconds until a request counts as lost. */
      timeout: number;
      requests: (Request & { setupRequest: (request: Request) => Request })[];
      verifyBody: (body: string) => boolean;
    }

    interface Result {
      errors: number;
      timeouts: number;
      mismatches: number;
    }

    interface Instance extends EventEmitter, PromiseLike<Result> {
      on(
        event: "response",
        listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
      ): this;
      on(event: "reqError", listener: (error: Error) => void): this;
      stop(): void;
    }
  }

  function autocannon(options: autocannon.Options): autocannon.Instance;
  export = autocannon;
}
