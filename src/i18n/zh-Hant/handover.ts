import { zh } from "../han";

export const handover = {
  verbs: {
    handover: { words: ["交接", "移交"], label: "交接", usage: "交接 林曉雨" },
  },
  form: {
    title: "交接",
    submit: "下一步",
    intro: "此人負責的客戶、未完成的商機和客訴將全部轉給他人。確認前會先顯示數量。",
    leaver: "交接人",
    way: "方式",
    ways: { person: "交給一位同事", in_turn: "依序分配給業務團隊", pool: "放入公海" },
    to: "接手人",
    toHint: "僅在交給一位同事時填寫",
  },
  title: (person: string) => zh`${person}的交接`,
  nothing: (person: string) => zh`${person}沒有需要交接的內容。`,
  counts: {
    customers: "客戶",
    followUps: "待跟進",
    deals: "未完成的商機",
    complaints: "處理中的客訴",
  },
  goesTo: (person: string) => zh`將全部交給${person}。目前尚未做任何變更。`,
  goes: {
    in_turn: "客戶連同商機依序分配給業務團隊，客訴交給相應的負責人。目前尚未做任何變更。",
    pool: "客戶放入公海，未完成的商機由您負責，客訴交給相應的負責人。目前尚未做任何變更。",
  },
  confirm: "確認交接",
  done: "交接已完成，已通知接手人。",
  received: (person: string) => zh`您接手了${person}的工作`,
  stillOwns: (person: string) => zh`${person}名下還有：`,
};
