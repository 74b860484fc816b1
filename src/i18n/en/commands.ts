/** Menus and what the bot says to a command it does not understand. */
export const commands = {
  menuTitle: (command: string) => `What you can do with /${command}`,
  unknownVerb: (word: string, command: string) => `/${command} does not know “${word}”.`,
  didYouMean: (suggestion: string) => `Did you mean ${suggestion}?`,
  unknownCommand: (name: string) => `There is no command /${name}. Type /drumbeat for everything you can do.`,
  example: (usage: string) => `Type ${usage}`,
  missingReference: (command: string, example: string) =>
    `Which one? Give its number, for example /${command} ${example}.`,
};
