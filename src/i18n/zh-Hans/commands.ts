import { zh } from "../han";

export const commands = {
  menuTitle: (command: string) => zh`/${command} 可以做什么`,
  unknownVerb: (word: string, command: string) => zh`/${command} 不认识“${word}”。`,
  didYouMean: (suggestion: string) => zh`您是想输入 ${suggestion} 吗？`,
  unknownCommand: (name: string) => zh`没有 /${name} 这个命令。输入 /drumbeat 查看全部功能。`,
  example: (usage: string) => zh`输入 ${usage}`,
  missingReference: (command: string, example: string) =>
    zh`是哪一条？请给出编号，例如 /${command} ${example}。`,
};
