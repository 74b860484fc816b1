export const shared = {
  submit: "提交",
  save: "保存",
  cancel: "取消",
  close: "关闭",
  open: "查看",
  edit: "编辑",
  more: (count: number) => `……另有 ${count} 项`,
  none: "无",
  nobody: "无人",
  showing: (shown: number, total: number) =>
    shown < total ? `显示 ${shown} 项，共 ${total} 项` : `共 ${total} 项`,
  fields: {
    required: "请填写此项。",
    tooLong: (most: number) => `最多 ${most} 个字符。`,
    unknownChoice: "请从列表中选择。",
    notADate: "请填写日期，例如 2026-11-23。",
    notAnEmail: "这不是有效的邮箱地址。",
    notANumber: "请填写数字。",
    tooManyFiles: (most: number) => `最多 ${most} 个文件。`,
    fileType: (extensions: string) => `仅支持这些文件类型：${extensions}。`,
  },
};
