import type { RequestListener } from "node:http";

/** One page in the three languages that people read here. */
type Page = readonly { lang: "en" | "zh-Hans" | "zh-Hant"; title: string; lines: readonly string[] }[];

const privacy: Page = [
  {
    lang: "en",
    title: "What Drumbeat keeps",
    lines: [
      "Your company runs Drumbeat itself, and everything it keeps is in your company’s own database.",
      "It keeps your name, e-mail address, language and time zone as your chat profile shows them; what you record with it (customers, projects, expenses with their receipts, complaints); and who decided or changed what, and when.",
      "It reads what is written to it, and messages that somebody hands to it from their menu. It reads no other conversations, and passes nothing on to anybody else.",
      "To see, correct or remove something, ask your company’s administrator of Drumbeat.",
    ],
  },
  {
    lang: "zh-Hans",
    title: "Drumbeat 保存哪些信息",
    lines: [
      "Drumbeat 由您所在的公司自行运行，所有内容都保存在公司自己的数据库中。",
      "它保存您聊天资料中的姓名、邮箱、语言和时区；您用它登记的内容（客户、项目、报销及票据、投诉）；以及谁在何时审批或修改了什么。",
      "它只读取发给它的消息，以及有人从消息菜单交给它的消息；不读取其他对话，也不向任何他人提供。",
      "如需查看、更正或删除，请联系公司的 Drumbeat 管理员。",
    ],
  },
  {
    lang: "zh-Hant",
    title: "Drumbeat 保存哪些資訊",
    lines: [
      "Drumbeat 由您所屬的公司自行運作，所有內容都保存在公司自己的資料庫中。",
      "它保存您聊天個人檔案中的姓名、電子郵件、語言與時區；您用它登錄的內容（客戶、專案、報銷與收據、客訴）；以及誰在何時簽核或修改了什麼。",
      "它只讀取傳給它的訊息，以及有人從訊息選單交給它的訊息；不讀取其他對話，也不提供給任何他人。",
      "如需查看、更正或刪除，請聯絡公司的 Drumbeat 管理員。",
    ],
  },
];

const terms: Page = [
  {
    lang: "en",
    title: "Using Drumbeat",
    lines: [
      "Drumbeat is for the people of the company that runs it, and follows that company’s policy.",
      "What you file with it counts as filed, and what you decide with it counts as decided; each is recorded with your name.",
    ],
  },
  {
    lang: "zh-Hans",
    title: "使用须知",
    lines: [
      "Drumbeat 供运行它的公司的员工使用，遵循该公司的制度。",
      "您通过它提交的申请即视为已提交，通过它作出的审批即视为已审批；每一项都会记录您的姓名。",
    ],
  },
  {
    lang: "zh-Hant",
    title: "使用須知",
    lines: [
      "Drumbeat 供運作它的公司的同仁使用，遵循該公司的制度。",
      "您透過它送出的申請即視為已送出，透過它作出的簽核即視為已簽核；每一項都會記錄您的姓名。",
    ],
  },
];

/** The addresses that a Teams app's manifest must name. What they say is fixed, so nothing is escaped. */
export const aboutPages: Readonly<Record<string, RequestListener>> = {
  "GET /privacy": listener(privacy),
  "GET /terms": listener(terms),
};

function listener(page: Page): RequestListener {
  const sections = page.map(
    ({ lang, title, lines }) =>
      `<section lang="${lang}"><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join("")}</section>`,
  );
  const style =
    "body{font:16px/1.6 system-ui,sans-serif;max-width:40em;margin:2em auto;padding:0 1em}h1{font-size:1.3em;margin-top:2em}";
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Drumbeat</title><style>${style}</style>${sections.join("")}</html>`;
  return (_request, response) => {
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    });
    response.end(html);
  };
}
