import { zh } from "../han";

export const merging = {
  verbs: {
    merge: { words: ["合并"], label: "合并客户", usage: "合并 CUS-1002 到 CUS-1001" },
    unmerge: { words: ["撤销合并", "取消合并"], label: "撤销合并", usage: "撤销合并 CUS-1001" },
  },
  into: ["到", "至", "进"],
  form: {
    title: "合并客户",
    submit: "下一步",
    intro: "将同一家公司的两条客户记录合并为一条。确认前会先显示双方的信息。",
    merged: "被合并的客户",
    kept: "保留的客户",
  },
  preview: (merged: string, kept: string) => zh`将 ${merged} 合并到 ${kept}？`,
  stays: (name: string) => zh`保留：${name}`,
  goes: (name: string) => zh`被合并：${name}`,
  counts: {
    contacts: (count: number) => zh`${count} 位联系人`,
    touches: (count: number) => zh`${count} 次跟进`,
    deals: (count: number) => zh`${count} 个商机`,
    complaints: (count: number) => zh`${count} 件投诉`,
  },
  explained: (merged: string, kept: string) =>
    zh`${merged} 的全部内容将转到 ${kept}，${kept} 缺少的信息也会由此补全。`,
  merge: "合并",
  sure: (days: number) => zh`${days} 天内可以撤销。`,
  done: (merged: string, kept: string) => zh`${merged} 已合并到 ${kept}`,
  moved: "已转移",
  nothingMoved: "没有需要转移的内容。",
  until: (moment: string) => zh`可在 ${moment} 之前撤销`,
  undo: "撤销合并",
  undoTitle: (merged: string) => zh`恢复 ${merged}？`,
  undoText: "已转移的内容将转回，合并之后新增的内容保持不变。",
  undone: (merged: string) => zh`合并已撤销，${merged} 已恢复为独立客户。`,
  nothingToUndo: (reference: string) => zh`${reference} 没有可以撤销的合并。`,
  includes: (merged: string, day: string) => zh`包含 ${merged}（${day} 合并）`,
  wentInto: (kept: string) => zh`该客户已合并到 ${kept}。`,
  shownInstead: (merged: string, kept: string) => zh`${merged} 已合并到 ${kept}，以下为 ${kept}。`,
  told: (merged: string, kept: string) => zh`您负责的客户 ${merged} 已合并到 ${kept}。`,
  toldUndone: (merged: string) => zh`合并已撤销，${merged} 重新由您负责。`,
};
