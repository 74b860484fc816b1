import { zh } from "../han";

export const pool = {
  summary: "公海客戶：查詢並領取無人跟進的客戶",
  verbs: {
    list: { words: ["清單", "列表", "列出", "公海"], label: "公海", usage: "清單 軟體 台北" },
    claim: { words: ["領取", "認領"], label: "領取客戶", usage: "領取 CUS-1001" },
    give: { words: ["釋出", "放棄", "退回公海"], label: "釋出客戶", usage: "釋出 CUS-1001 今年沒有預算" },
    assign: { words: ["分配", "指派"], label: "分配客戶", usage: "分配 CUS-1001 李娜" },
  },
  list: {
    title: "公海",
    narrowed: (filter: string) => zh`公海：${filter}`,
    empty: "公海裡沒有客戶，所有客戶都有負責人。",
    emptyNarrowed: "公海裡沒有符合的客戶。可以試試產業、地區或等級，或檢視全部。",
    grade: (grade: string) => zh`${grade} 級`,
    since: (moment: string) => zh`${moment} 進入公海`,
    claimsLeft: (left: number, limit: number) => zh`今天還可領取 ${left} 個，每天最多 ${limit} 個`,
    first: "第一頁",
    next: "下一頁",
    whole: "全部公海客戶",
    due: {
      no_touch: (day: string) => zh`${day} 退回公海：未跟進`,
      no_deal: (day: string) => zh`${day} 退回公海：無商機`,
    },
  },
  card: {
    since: (moment: string) => zh`${moment} 起在公海`,
    coolingDown: (until: string) => zh`您曾負責此客戶，${until} 之前僅限同事領取`,
    returns: {
      no_touch: (day: string) => zh`若未記錄跟進，將於 ${day} 退回公海`,
      no_deal: (day: string) => zh`若未新增商機，將於 ${day} 退回公海`,
    },
    claim: "領取",
    assign: "分配",
    giveUp: "釋出",
    claimed: (left: number, limit: number) =>
      zh`客戶現由您負責。今天還可領取 ${left} 個，每天最多 ${limit} 個。`,
    givenUp: "客戶已進入公海。",
  },
  form: {
    giveUpTitle: (reference: string) => zh`釋出 ${reference}`,
    submitGiveUp: "釋出",
    reason: "原因",
    reasonHint: "下一位領取的同事會需要了解。",
    assignTitle: (reference: string) => zh`分配 ${reference}`,
    submitAssign: "分配",
    person: "分配給",
  },
  notices: {
    warned: (count: number) => zh`您有 ${count} 個客戶即將退回公海`,
    warnedWhy: "記錄跟進或新增商機即可保留。",
    warnedOf: (person: string, count: number) => zh`${person}有 ${count} 個客戶即將退回公海`,
    returned: (count: number) => zh`您有 ${count} 個客戶已退回公海`,
    returnedWhy: (days: number) => zh`這些客戶未能及時跟進。同事現在即可領取，您在 ${days} 天後可再次領取。`,
    returnedOf: (person: string, count: number) => zh`${person}有 ${count} 個客戶已退回公海`,
    nobodyInTurn: (person: string) => zh`${person}登錄了一個客戶，但目前無人可以接手`,
    givenUp: "您的這個客戶已被放入公海",
  },
};
