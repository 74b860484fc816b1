import type { Member, SlashCommand } from "../../protocol";

export interface Suggestion {
  key: string;
  title: string;
  hint: string;
  description: string;
  /** What the text becomes when it is taken, and where the caret stands then. */
  text: string;
  caret: number;
  member: Member | undefined;
}

const mostPeople = 8;
const commandBeingTyped = /^\/[^\s]*$/;
const personBeingTyped = /(^|\s)@([^\s@]*)$/;

/** What may stand where the caret is: a command at the very beginning, a person after an "@". */
export function suggest(
  text: string,
  caret: number,
  commands: SlashCommand[],
  members: Iterable<Member>,
): Suggestion[] {
  const before = text.slice(0, caret);
  if (commandBeingTyped.test(before)) {
    const typed = before.toLowerCase();
    const after = text.slice(caret).trimStart();
    return commands
      .filter((command) => command.name.startsWith(typed))
      .map((command) => ({
        key: command.name,
        title: command.name,
        hint: command.usageHint,
        description: command.description,
        text: `${command.name} ${after}`,
        caret: command.name.length + 1,
        member: undefined,
      }));
  }
  const person = personBeingTyped.exec(before);
  if (!person) return [];
  const typed = (person[2] ?? "").toLowerCase();
  const start = before.length - typed.length - 1;
  return [...members]
    .filter((member) => member.name.toLowerCase() !== typed)
    .filter((member) =>
      member.name
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(typed)),
    )
    .slice(0, mostPeople)
    .map((member) => ({
      key: member.id,
      title: member.name,
      hint: "",
      description: member.title,
      text: `${before.slice(0, start)}@${member.name} ${text.slice(caret).trimStart()}`,
      caret: start + member.name.length + 2,
      member,
    }));
}

/** The command whose arguments are being typed, to show what it expects. */
export function commandOf(text: string, commands: SlashCommand[]): SlashCommand | undefined {
  const name = /^(\/\S+)\s/.exec(text)?.[1]?.toLowerCase();
  return commands.find((command) => command.name === name);
}

/** A message that begins with "/" and a letter is a command, known or not: the server says when it is not. */
export function readCommand(text: string): { name: string; text: string } | undefined {
  const found = /^\/([\p{L}][\S]*)(?:\s+([\s\S]*))?$/u.exec(text.trim());
  if (!found) return undefined;
  return { name: `/${found[1]?.toLowerCase() ?? ""}`, text: found[2]?.trim() ?? "" };
}
