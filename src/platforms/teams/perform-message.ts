import type { Interaction } from "../../ui/interaction";
import type { Outcome } from "../../ui/outcome";
import { PlatformError, type PlatformLogger } from "../port";
import type { Texts } from "./answer-in-time";
import type { Answers } from "./answers";
import { limits } from "./limits";
import type { Wire } from "./wire";

/**
 * What somebody wrote to the bot is answered to them alone, as a message: in a channel others would read it, so there a line
 * says that the answer is in their own chat.
 */
export async function performForMessage(
  interaction: Interaction,
  outcome: Outcome,
  to: Answers,
  texts: Texts,
  logger: PlatformLogger,
): Promise<void> {
  switch (outcome.kind) {
    case "nothing":
      return;
    case "reply":
    case "replaceCard":
    case "home": {
      const { card } = outcome;
      return await deliver((conversationId) => to.send(conversationId, card, interaction.deliveryId));
    }
    case "openForm": {
      const again = commandAgain(interaction);
      if (again?.do === "command" && again.text.length > limits.commandText) {
        const card = { title: (await texts()).commandTooLong, elements: [] };
        return await deliver((conversationId) => to.send(conversationId, card, interaction.deliveryId));
      }
      const drawn = await to.drawFormOffer(outcome.form, again, await texts(), interaction);
      return await deliver((conversationId) => to.sendDrawn(conversationId, drawn));
    }
    case "formErrors":
    case "options":
      throw new PlatformError("misplaced", `the outcome "${outcome.kind}" cannot answer a message`, true);
  }

  async function deliver(send: (conversationId: string) => Promise<boolean>): Promise<void> {
    const { conversation, userId } = interaction;
    if (conversation?.kind === "direct") {
      if (!(await send(conversation.id)))
        logger.warn({ part: "teams" }, "whoever wrote cannot be written to any more");
      return;
    }
    const direct = await to.direct(userId);
    const reached = direct !== null && (await send(direct));
    if (!conversation) return;
    try {
      const { answeredDirectly, startChatFirst } = await texts();
      await to.say(conversation.id, reached ? answeredDirectly : startChatFirst);
    } catch (error) {
      // The answer itself is out: another attempt would only bring it again.
      if (!reached) throw error;
      logger.warn({ part: "teams", error: String(error) }, "could not say in a channel where the answer is");
    }
  }
}

function commandAgain({ input }: Interaction): Wire | null {
  return input.kind === "command" ? { do: "command", name: input.name, text: input.text } : null;
}
