/** A Teams tenant of one company; its people are the Slack workspace's, by e-mail. */
export interface TeamsOptions {
  /** In whose channels the bot is a member. */
  teamName?: string;
  commands?: { title: string; description: string }[];
  searches?: { id: string; title: string; description: string }[];
  messageActions?: { id: string; title: string }[];
  /** E-mails of those who have installed the bot; everybody when not given. */
  installedFor?: string[];
  /** Whether the bot is in the team; true when not given. */
  installedInTeam?: boolean;
}
