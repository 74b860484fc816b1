import { zh } from "../han";

export const approvals = {
  summary: "等待我簽核的事項",
  verbs: {
    list: {
      words: ["清單", "列表", "待簽核", "待辦"],
      label: "待我簽核",
      usage: "清單",
    },
    away: {
      words: ["外出", "請假", "休假", "離開", "代理"],
      label: "我要請假",
      usage: "請假",
    },
    back: {
      words: ["返回", "銷假", "回來", "取消代理"],
      label: "我已銷假",
      usage: "銷假",
    },
  },
  asked: (name: string) => zh`${name}請您簽核。`,
  approve: "核准",
  reject: "駁回",
  return: "退回修改",
  list: {
    title: "待我簽核",
    count: (count: number) => zh`${count} 項申請`,
    empty: "沒有等待您簽核的事項。",
    approved: (reference: string) => zh`已核准 ${reference}。`,
    since: (moment: string) => zh`自 ${moment} 起等待`,
    onBehalfOf: (names: string) => zh`代理${names}簽核（不在期間）`,
    onlyFirst: (shown: number, total: number) =>
      zh`共 ${total} 項，這裡是等待最久的 ${shown} 項。處理後會顯示後面的事項。`,
  },
  steps: {
    toCome: (roles: string) => zh`之後：${roles}`,
    open: (role: string, names: string) => zh`${role}：等待${names}簽核`,
    openAll: (role: string, names: string) => zh`${role}：等待${names}全部簽核`,
    openNobody: (role: string) => zh`${role}：此職位目前無人，須由管理員指定`,
    approved: (role: string, by: string, at: string) => zh`${role}：${by}已核准，${at}`,
    rejected: (role: string, by: string, at: string) => zh`${role}：${by}已駁回，${at}`,
    returned: (role: string, by: string, at: string) => zh`${role}：${by}已退回修改，${at}`,
    passed: (role: string) => zh`${role}：同一人先前已核准，自動通過`,
    forSomebody: (decider: string, name: string) => zh`${decider}（代理${name}）`,
    oneLevelUp: "本人的申請由上一級簽核",
    nobodyAbove: "上級無人，由其他高層簽核",
    roleWithNote: (role: string, note: string) => zh`${role}（${note}）`,
  },
  reason: (name: string, reason: string) => zh`${name}：${reason}`,
  rejectForm: {
    title: (reference: string) => zh`駁回 ${reference}`,
    label: "駁回原因",
    hint: "申請人會看到。",
    submit: "駁回",
  },
  returnForm: {
    title: (reference: string) => zh`退回 ${reference}`,
    label: "需要修改什麼",
    hint: "申請人會看到；已填寫的內容會保留。",
    submit: "退回",
  },
  away: {
    title: "不在期間",
    from: "開始日期",
    until: "結束日期",
    delegate: "職務代理人",
    submit: "儲存",
    saved: (name: string, from: string, until: string) =>
      zh`${from}至${until}期間，需要您簽核的事項由${name}處理。`,
    awayUntil: (name: string, until: string) => zh`不在期間：${until} 前由${name}代您簽核。`,
    back: "簽核事項已恢復由您本人處理。",
    savedTitle: "已設定代理",
    backTitle: "歡迎回來",
  },
};
