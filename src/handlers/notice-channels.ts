import type { Policy } from "../policy/policy";

/** The policy's channels that hear of a notice, by key: any notice may be told to any channel. */
export const channelsFor = ({ channels }: Policy, notice: string): string[] =>
  Object.entries(channels).flatMap(([key, { notices }]) => (notices.includes(notice) ? [key] : []));
