/** How many messages a conversation takes from a bot in how many milliseconds:
 *  https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const limits = [
  { messages: 7, within: 1_000 },
  { messages: 1_800, within: 3_600_000 },
] as const;

/** Counts what the bot sends to each conversation. */
export class SendRates {
  private readonly sent = new Map<string, number[]>();

  constructor(private readonly now: () => number) {}

  /** Takes one message's worth. Gives 0, or the whole seconds to wait when there is none left. */
  take(conversationId: string): number {
    const now = this.now();
    const longest = Math.max(...limits.map(({ within }) => within));
    const recent = (this.sent.get(conversationId) ?? []).filter((at) => at > now - longest);
    this.sent.set(conversationId, recent);
    for (const { messages, within } of limits) {
      const counted = recent.filter((at) => at > now - within);
      const [oldest] = counted.slice(-messages);
      if (counted.length >= messages && oldest !== undefined)
        return Math.max(1, Math.ceil((oldest + within - now) / 1000));
    }
    recent.push(now);
    return 0;
  }
}
