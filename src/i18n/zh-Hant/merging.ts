import { zh } from "../han";

export const merging = {
  verbs: {
    merge: { words: ["合併"], label: "合併客戶", usage: "合併 CUS-1002 到 CUS-1001" },
    unmerge: { words: ["撤銷合併", "取消合併"], label: "撤銷合併", usage: "撤銷合併 CUS-1001" },
  },
  into: ["到", "至", "進"],
  form: {
    title: "合併客戶",
    submit: "下一步",
    intro: "將同一家公司的兩筆客戶紀錄合併為一筆。確認前會先顯示雙方的資訊。",
    merged: "被合併的客戶",
    kept: "保留的客戶",
  },
  preview: (merged: string, kept: string) => zh`將 ${merged} 合併到 ${kept}？`,
  stays: (name: string) => zh`保留：${name}`,
  goes: (name: string) => zh`被合併：${name}`,
  counts: {
    contacts: (count: number) => zh`${count} 位聯絡人`,
    touches: (count: number) => zh`${count} 次跟進`,
    deals: (count: number) => zh`${count} 個商機`,
    complaints: (count: number) => zh`${count} 件客訴`,
  },
  explained: (merged: string, kept: string) =>
    zh`${merged} 的全部內容將轉到 ${kept}，${kept} 缺少的資訊也會由此補齊。`,
  merge: "合併",
  sure: (days: number) => zh`${days} 天內可以撤銷。`,
  done: (merged: string, kept: string) => zh`${merged} 已合併到 ${kept}`,
  moved: "已轉移",
  nothingMoved: "沒有需要轉移的內容。",
  until: (moment: string) => zh`可在 ${moment} 之前撤銷`,
  undo: "撤銷合併",
  undoTitle: (merged: string) => zh`恢復 ${merged}？`,
  undoText: "已轉移的內容將轉回，合併之後新增的內容保持不變。",
  undone: (merged: string) => zh`合併已撤銷，${merged} 已恢復為獨立客戶。`,
  nothingToUndo: (reference: string) => zh`${reference} 沒有可以撤銷的合併。`,
  includes: (merged: string, day: string) => zh`包含 ${merged}（${day} 合併）`,
  wentInto: (kept: string) => zh`此客戶已合併到 ${kept}。`,
  shownInstead: (merged: string, kept: string) => zh`${merged} 已合併到 ${kept}，以下為 ${kept}。`,
  told: (merged: string, kept: string) => zh`您負責的客戶 ${merged} 已合併到 ${kept}。`,
  toldUndone: (merged: string) => zh`合併已撤銷，${merged} 重新由您負責。`,
};
