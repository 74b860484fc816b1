/**
 * What the workspace says of an act that failed, as Slack's own client words it, in Chinese. The workspace says it in
 * English, for it knows of no reader; what is not here is shown as it came.
 */
type Sentence = readonly [english: RegExp, simplified: string, traditional: string];

const sentences: readonly Sentence[] = [
  [
    /^(\/\S+) failed with the error "operation_timeout"$/,
    "$1 没有及时响应，请重试。",
    "$1 沒有及時回應，請再試一次。",
  ],
  [
    /^(\/\S+) failed with the error "dispatch_failed"$/,
    "$1 无法送达应用，请稍后重试。",
    "$1 無法送達應用程式，請稍後再試。",
  ],
  [/^(\/\S+) failed with the error "(.+)"$/, "$1 执行失败，错误为“$2”。", "$1 執行失敗，錯誤為「$2」。"],
  [
    /^(\/\S+) is not a valid command\..*$/,
    "没有 $1 这个命令。以“/”开头的消息会被当作命令。",
    "沒有 $1 這個指令。以「/」開頭的訊息會被當作指令。",
  ],
  [/^We had some trouble connecting\. Try again\?$/, "连接出现问题，请重试。", "連線發生問題，請再試一次。"],
  [/^This message has changed; .*$/, "消息已更新，该按钮已不存在。", "訊息已更新，該按鈕已不存在。"],
  [/^This form has changed; .*$/, "表单已更新，该栏已不存在。", "表單已更新，該欄已不存在。"],
  [/^This form is no longer open\.$/, "该表单已关闭。", "該表單已關閉。"],
  [/^This view has nothing to submit\.$/, "该表单没有可提交的内容。", "該表單沒有可提交的內容。"],
  [/^This message is no longer there\.$/, "该消息已不存在。", "該訊息已不存在。"],
  [/^You are not in this conversation\.$/, "你不在此对话中。", "你不在此對話中。"],
  [/^There is nothing to send\.$/, "没有可发送的内容。", "沒有可傳送的內容。"],
  [
    /^A file of this (?:message|form) is no longer there\..*$/,
    "文件已不存在，请重新添加。",
    "檔案已不存在，請重新加入。",
  ],
  [
    /^Shortcuts don't work on messages only you see\.$/,
    "仅你可见的消息不支持快捷操作。",
    "只有你看得到的訊息不支援捷徑。",
  ],
  [/^Error loading results\.$/, "无法加载选项。", "無法載入選項。"],
  [/^Please complete this required field\.$/, "此项必填。", "此欄必填。"],
  [/^Please enter a valid email address\.$/, "请输入有效的邮箱地址。", "請輸入有效的電子郵件地址。"],
  [/^Please enter a valid URL\.$/, "请输入有效的网址。", "請輸入有效的網址。"],
  [/^Please enter a valid date\.$/, "请输入有效的日期。", "請輸入有效的日期。"],
  [/^Please enter a valid number\.$/, "请输入有效的数字。", "請輸入有效的數字。"],
  [/^Please enter a whole number\.$/, "请输入整数。", "請輸入整數。"],
  [/^Please enter at least (\d+) characters\.$/, "请至少输入 $1 个字符。", "請至少輸入 $1 個字元。"],
  [/^Please enter no more than (\d+) characters\.$/, "最多输入 $1 个字符。", "最多輸入 $1 個字元。"],
  [/^Please enter a number of at least (\S+)\.$/, "数字不能小于 $1。", "數字不能小於 $1。"],
  [/^Please enter a number of at most (\S+)\.$/, "数字不能大于 $1。", "數字不能大於 $1。"],
  [/^Please add no more than (\d+) files\.$/, "最多添加 $1 个文件。", "最多加入 $1 個檔案。"],
  [
    /^This type of file can't be added\. Use: (.+)\.$/,
    "不支持此类文件，请使用：$1。",
    "不支援此類檔案，請使用：$1。",
  ],
  // What Teams' client says.
  [/^Something went wrong\. Please try again\.$/, "出现问题，请重试。", "發生問題，請再試一次。"],
  [/^(.+) does not answer\.$/, "$1 没有响应。", "$1 沒有回應。"],
  [/^You have not installed (.+)\.$/, "你尚未安装 $1。", "你尚未安裝 $1。"],
  [/^This file is no longer offered\.$/, "此文件已不再提供。", "此檔案已不再提供。"],
  [/^No dialog is open\.$/, "没有打开的对话框。", "沒有開啟的對話方塊。"],
  [/^Please choose no more than (\d+)\.$/, "最多选择 $1 项。", "最多選擇 $1 項。"],
];

export function saidInChinese(english: string, script: "simplified" | "traditional"): string {
  const known = sentences.find(([pattern]) => pattern.test(english));
  if (!known) return english;
  const [pattern, simplified, traditional] = known;
  return english.replace(pattern, script === "simplified" ? simplified : traditional);
}
