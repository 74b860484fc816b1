import type { TeamsCommand } from "../../../teams/protocol";

/** The commands that what stands after a "/" may be the beginning of; nothing where no command is being typed. */
export function offeredCommands(text: string, commands: TeamsCommand[]): TeamsCommand[] {
  const typed = /^\/([^\n]*)$/.exec(text)?.[1]?.trim().toLowerCase();
  if (typed === undefined) return [];
  return commands.filter(({ title }) =>
    // A command may be told with a slash of its own or without.
    `${title.toLowerCase().replace(/^\//, "")} `
      .split(/(?<=\s)/)
      .some((_word, index, words) => words.slice(index).join("").startsWith(typed)),
  );
}
