import { zh } from "../han";

export const approvals = {
  summary: "等待我审批的事项",
  verbs: {
    list: {
      words: ["列表", "清单", "待审批", "待办"],
      label: "待我审批",
      usage: "列表",
    },
    away: {
      words: ["外出", "请假", "休假", "离开", "委托"],
      label: "我要外出",
      usage: "外出",
    },
    back: {
      words: ["返回", "返岗", "回来", "销假", "取消委托"],
      label: "我已返岗",
      usage: "返岗",
    },
  },
  asked: (name: string) => zh`${name}请您审批。`,
  approve: "批准",
  reject: "驳回",
  return: "退回修改",
  list: {
    title: "待我审批",
    count: (count: number) => zh`${count} 项申请`,
    empty: "没有等待您审批的事项。",
    approved: (reference: string) => zh`已批准 ${reference}。`,
    since: (moment: string) => zh`自 ${moment} 起等待`,
    onBehalfOf: (names: string) => zh`代${names}审批（外出中）`,
    onlyFirst: (shown: number, total: number) =>
      zh`共 ${total} 项，这里是等待最久的 ${shown} 项。处理后会显示后面的事项。`,
  },
  steps: {
    toCome: (roles: string) => zh`之后：${roles}`,
    open: (role: string, names: string) => zh`${role}：等待${names}审批`,
    openAll: (role: string, names: string) => zh`${role}：等待${names}全部审批`,
    openNobody: (role: string) => zh`${role}：该岗位目前无人，须由管理员指定`,
    approved: (role: string, by: string, at: string) => zh`${role}：${by}已批准，${at}`,
    rejected: (role: string, by: string, at: string) => zh`${role}：${by}已驳回，${at}`,
    returned: (role: string, by: string, at: string) => zh`${role}：${by}已退回修改，${at}`,
    passed: (role: string) => zh`${role}：同一人此前已批准，自动通过`,
    forSomebody: (decider: string, name: string) => zh`${decider}（代${name}）`,
    oneLevelUp: "本人的申请由上一级审批",
    nobodyAbove: "上级无人，由其他高层审批",
    roleWithNote: (role: string, note: string) => zh`${role}（${note}）`,
  },
  reason: (name: string, reason: string) => zh`${name}：${reason}`,
  rejectForm: {
    title: (reference: string) => zh`驳回 ${reference}`,
    label: "驳回原因",
    hint: "申请人会看到。",
    submit: "驳回",
  },
  returnForm: {
    title: (reference: string) => zh`退回 ${reference}`,
    label: "需要修改什么",
    hint: "申请人会看到；已填写的内容会保留。",
    submit: "退回",
  },
  away: {
    title: "外出期间",
    from: "外出首日",
    until: "外出末日",
    delegate: "由谁代您审批",
    submit: "保存",
    saved: (name: string, from: string, until: string) =>
      zh`${from}至${until}期间，需要您审批的事项由${name}处理。`,
    awayUntil: (name: string, until: string) => zh`外出中：${until} 前由${name}代您审批。`,
    back: "审批事项已恢复由您本人处理。",
    savedTitle: "您已设置外出",
    backTitle: "欢迎回来",
  },
};
