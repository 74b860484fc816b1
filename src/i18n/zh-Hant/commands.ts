export const commands = {
  menuTitle: (command: string) => `/${command} 可以做什麼`,
  unknownVerb: (word: string, command: string) => `/${command} 不認得「${word}」。`,
  didYouMean: (suggestion: string) => `您是想輸入 ${suggestion} 嗎？`,
  unknownCommand: (name: string) => `沒有 /${name} 這個指令。輸入 /drumbeat 查看所有功能。`,
  example: (usage: string) => `輸入 ${usage}`,
  whatNow: "請輸入指令，例如 /expense 新增，或直接傳送收據照片。",
  missingReference: (command: string, example: string) =>
    `是哪一筆？請提供編號，例如 /${command} ${example}。`,
};
