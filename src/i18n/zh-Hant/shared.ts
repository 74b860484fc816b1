import { zh } from "../han";

export const shared = {
  /** Words behind "list": everybody's, not mine. */
  wordsForAll: ["全部", "所有"],
  submit: "送出",
  save: "儲存",
  cancel: "取消",
  open: "檢視",
  edit: "編輯",
  more: (count: number) => zh`……另有 ${count} 項`,
  none: "無",
  nobody: "無人",
  showing: (shown: number, total: number) =>
    shown < total ? zh`顯示 ${shown} 項，共 ${total} 項` : zh`共 ${total} 項`,
  statuses: {
    pending: "待簽核",
    open: "處理中",
    returned: "退回修改",
    approved: "已核准",
    rejected: "已駁回",
    withdrawn: "已撤回",
    paid: "已付款",
    resolved: "已結案",
  },
  approvers: {
    department_head: "部門主管",
    director: "總監",
    management: "管理層",
    general_manager: "總經理",
    finance: "財務",
  },
  fields: {
    required: "請填寫此欄。",
    tooLong: (most: number) => zh`最多 ${most} 個字元。`,
    unknownChoice: "請從清單中選擇。",
    notADate: "請填寫日期，例如 2026-11-23。",
    notAnEmail: "這不是有效的電子郵件地址。",
    notANumber: "請填寫數字。",
    tooManyFiles: (most: number) => zh`最多 ${most} 個檔案。`,
    fileType: (extensions: string) => zh`僅支援這些檔案類型：${extensions}。`,
  },
};
