import { zh } from "../han";

export const handover = {
  verbs: {
    handover: { words: ["交接", "移交"], label: "交接", usage: "交接 林晓雨" },
  },
  form: {
    title: "交接",
    submit: "下一步",
    intro: "此人负责的客户、未完成的商机和投诉将全部转给他人。确认前会先显示数量。",
    leaver: "交接人",
    way: "方式",
    ways: { person: "交给一位同事", in_turn: "按顺序分配给销售团队", pool: "放入公海" },
    to: "接手人",
    toHint: "仅在交给一位同事时填写",
  },
  title: (person: string) => zh`${person}的交接`,
  nothing: (person: string) => zh`${person}没有需要交接的内容。`,
  counts: {
    customers: "客户",
    followUps: "待跟进",
    deals: "未完成的商机",
    complaints: "处理中的投诉",
  },
  goesTo: (person: string) => zh`将全部交给${person}。目前尚未做任何更改。`,
  goes: {
    in_turn: "客户连同商机按顺序分配给销售团队，投诉交给相应的责任人。目前尚未做任何更改。",
    pool: "客户放入公海，未完成的商机由您负责，投诉交给相应的责任人。目前尚未做任何更改。",
  },
  confirm: "确认交接",
  done: "交接已完成，已通知接手人。",
  received: (person: string) => zh`您接手了${person}的工作`,
  stillOwns: (person: string) => zh`${person}名下还有：`,
};
