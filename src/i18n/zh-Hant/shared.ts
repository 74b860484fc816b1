export const shared = {
  submit: "送出",
  save: "儲存",
  cancel: "取消",
  close: "關閉",
  open: "檢視",
  edit: "編輯",
  more: (count: number) => `……另有 ${count} 項`,
  none: "無",
  nobody: "無人",
  showing: (shown: number, total: number) =>
    shown < total ? `顯示 ${shown} 項，共 ${total} 項` : `共 ${total} 項`,
  fields: {
    required: "請填寫此欄。",
    tooLong: (most: number) => `最多 ${most} 個字元。`,
    unknownChoice: "請從清單中選擇。",
    notADate: "請填寫日期，例如 2026-11-23。",
    notAnEmail: "這不是有效的電子郵件地址。",
    notANumber: "請填寫數字。",
    tooManyFiles: (most: number) => `最多 ${most} 個檔案。`,
    fileType: (extensions: string) => `僅支援這些檔案類型：${extensions}。`,
  },
};
