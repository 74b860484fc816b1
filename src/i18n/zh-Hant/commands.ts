import { zh } from "../han";

export const commands = {
  menuTitle: (command: string) => zh`/${command} 可以做什麼`,
  unknownVerb: (word: string, command: string) => zh`/${command} 不認得「${word}」。`,
  didYouMean: (suggestion: string) => zh`您是想輸入 ${suggestion} 嗎？`,
  unknownCommand: (name: string) => zh`沒有 /${name} 這個指令。輸入 /drumbeat 查看所有功能。`,
  example: (usage: string) => zh`輸入 ${usage}`,
  missingReference: (command: string, example: string) =>
    zh`是哪一筆？請提供編號，例如 /${command} ${example}。`,
};
