export const commands = {
  menuTitle: (command: string) => `/${command} 可以做什么`,
  unknownVerb: (word: string, command: string) => `/${command} 不认识“${word}”。`,
  didYouMean: (suggestion: string) => `您是想输入 ${suggestion} 吗？`,
  unknownCommand: (name: string) => `没有 /${name} 这个命令。输入 /drumbeat 查看全部功能。`,
  example: (usage: string) => `输入 ${usage}`,
  whatNow: "请输入命令，例如 /expense 新建，或直接发送票据照片。",
  missingReference: (command: string, example: string) =>
    `是哪一条？请给出编号，例如 /${command} ${example}。`,
};
