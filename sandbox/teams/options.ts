/** A Teams tenant of one company; its people are the Slack workspace's, by e-mail. */
export interface TeamsOptions {
  /** In whose channels the bot is a member. */
  teamName?: string;
  commands?: { title: string; description: string }[];
  /** `parameter`: what the manifest calls the text that somebody looks for; "query" when not given. */
  searches?: { id: string; title: string; description: string; parameter?: string }[];
  messageActions?: { id: string; title: string }[];
  /** E-mails of those who have installed the bot; everybody when not given. */
  installedFor?: string[];
  /** Whether the bot is in the team; true when not given. */
  installedInTeam?: boolean;
  /**
   * Resolves when the bot has nothing more to do, where somebody can tell: a person's action then counts as over, and not just
   * when the bot has been quiet for a while, which on a busy machine comes too early.
   */
  botIsIdle?: () => Promise<void>;
  /** Milliseconds within which an invoke is answered in time, or at all; Teams' 3,000 and 5,000 when not given. */
  invokePatience?: { slow: number; failed: number };
  /** Whether a conversation takes no more messages than Teams lets it; false when not given, so that tests need not wait. */
  keepRates?: boolean;
}
