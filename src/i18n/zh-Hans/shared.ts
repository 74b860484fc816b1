import { zh } from "../han";

export const shared = {
  /** Words behind "list": everybody's, not mine. */
  wordsForAll: ["全部", "所有"],
  submit: "提交",
  save: "保存",
  cancel: "取消",
  open: "查看",
  edit: "编辑",
  more: (count: number) => zh`……另有 ${count} 项`,
  none: "无",
  nobody: "无人",
  showing: (shown: number, total: number) =>
    shown < total ? zh`显示 ${shown} 项，共 ${total} 项` : zh`共 ${total} 项`,
  statuses: {
    pending: "待审批",
    open: "处理中",
    returned: "退回修改",
    approved: "已批准",
    rejected: "已驳回",
    withdrawn: "已撤回",
    paid: "已付款",
    resolved: "已解决",
  },
  approvers: {
    department_head: "部门负责人",
    director: "总监",
    management: "管理层",
    general_manager: "总经理",
    finance: "财务",
  },
  fields: {
    required: "请填写此项。",
    tooLong: (most: number) => zh`最多 ${most} 个字符。`,
    unknownChoice: "请从列表中选择。",
    notADate: "请填写日期，例如 2026-11-23。",
    notAnEmail: "这不是有效的邮箱地址。",
    notANumber: "请填写数字。",
    tooManyFiles: (most: number) => zh`最多 ${most} 个文件。`,
    fileType: (extensions: string) => zh`仅支持这些文件类型：${extensions}。`,
  },
};
