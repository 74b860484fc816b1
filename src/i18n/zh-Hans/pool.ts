import { zh } from "../han";

export const pool = {
  summary: "公海客户：查找并领取无人跟进的客户",
  verbs: {
    list: { words: ["列表", "清单", "列出", "公海"], label: "公海", usage: "列表 软件 上海" },
    claim: { words: ["领取", "认领"], label: "领取客户", usage: "领取 CUS-1001" },
    give: { words: ["释放", "放弃", "退回公海"], label: "释放客户", usage: "释放 CUS-1001 今年没有预算" },
    assign: { words: ["分配", "指派"], label: "分配客户", usage: "分配 CUS-1001 李娜" },
  },
  list: {
    title: "公海",
    narrowed: (filter: string) => zh`公海：${filter}`,
    empty: "公海里没有客户，所有客户都有负责人。",
    emptyNarrowed: "公海里没有符合的客户。可以试试行业、地区或等级，或查看全部。",
    grade: (grade: string) => zh`${grade} 级`,
    since: (moment: string) => zh`${moment} 进入公海`,
    claimsLeft: (left: number, limit: number) => zh`今天还可领取 ${left} 个，每天最多 ${limit} 个`,
    first: "第一页",
    next: "下一页",
    whole: "全部公海客户",
    due: {
      no_touch: (day: string) => zh`${day} 退回公海：未跟进`,
      no_deal: (day: string) => zh`${day} 退回公海：无商机`,
    },
  },
  card: {
    since: (moment: string) => zh`${moment} 起在公海`,
    coolingDown: (until: string) => zh`您曾负责此客户，${until} 之前仅限同事领取`,
    returns: {
      no_touch: (day: string) => zh`如不记录跟进，将于 ${day} 退回公海`,
      no_deal: (day: string) => zh`如不新建商机，将于 ${day} 退回公海`,
    },
    claim: "领取",
    assign: "分配",
    giveUp: "释放",
    claimed: (left: number, limit: number) =>
      zh`客户现由您负责。今天还可领取 ${left} 个，每天最多 ${limit} 个。`,
    givenUp: "客户已进入公海。",
  },
  form: {
    giveUpTitle: (reference: string) => zh`释放 ${reference}`,
    submitGiveUp: "释放",
    reason: "原因",
    reasonHint: "下一位领取的同事会需要了解。",
    assignTitle: (reference: string) => zh`分配 ${reference}`,
    submitAssign: "分配",
    person: "分配给",
  },
  notices: {
    warned: (count: number) => zh`您有 ${count} 个客户即将退回公海`,
    warnedWhy: "记录跟进或新建商机即可保留。",
    warnedOf: (person: string, count: number) => zh`${person}有 ${count} 个客户即将退回公海`,
    returned: (count: number) => zh`您有 ${count} 个客户已退回公海`,
    returnedWhy: (days: number) => zh`这些客户未能及时跟进。同事现在即可领取，您在 ${days} 天后可再次领取。`,
    returnedOf: (person: string, count: number) => zh`${person}有 ${count} 个客户已退回公海`,
    nobodyInTurn: (person: string) => zh`${person}登记了一个客户，但目前无人可以接手`,
    givenUp: "您的这个客户已被放入公海",
  },
};
