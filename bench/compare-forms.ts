import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Child } from "./child";
import type { Contestant, Finished } from "./measure";
import { formCommand } from "./requests";

const opened = z.record(z.string(), z.array(z.tuple([z.string(), z.number()])));
const counts = z.record(z.string(), z.number());
const openWithinMs = 15_000;

/** "/expense new" at one app. It is done when the stub has been asked for every form, each by its own trigger_id. */
export function formContestant(
  stub: { child: Child; apiUrl: string },
  app: { name: string; child: Child; port: number; token: string },
): Contestant {
  const { token } = app;
  return {
    name: app.name,
    app: app.child,
    port: app.port,
    delivery: () => formCommand(stub.apiUrl),
    async finish(deliveries, { sentAt }): Promise<Finished> {
      const end = Date.now() + openWithinMs;
      for (;;) {
        const { [token]: count = 0 } = await stub.child.ask("count", counts);
        if (count >= deliveries.length) break;
        if (Date.now() > end)
          throw new Error(`${app.name}: ${deliveries.length} commands, ${count} forms opened`);
        await pause(5);
      }
      const { [token]: forms = [] } = await stub.child.ask("take", opened);
      const at = new Map(forms);
      if (forms.length !== deliveries.length || at.size !== deliveries.length)
        throw new Error(
          `${app.name}: ${deliveries.length} commands, ${forms.length} forms, ${at.size} triggers`,
        );
      const waits = deliveries.map(({ trigger }, index) => {
        const openedAt = at.get(trigger);
        const asked = sentAt[index];
        if (openedAt === undefined || asked === undefined)
          throw new Error(`${app.name}: no form was opened with the trigger_id ${trigger}`);
        return openedAt - asked;
      });
      return { at: Math.max(...at.values()), waits, notes: {} };
    },
  };
}
