/** The sentences that only this platform needs: its ways of opening a form, of asking for a file, of answering in a channel. */
export interface TeamsTexts {
  /** In the place of a form that cannot hold so many words. */
  commandTooLong: string;
  /** Opens a form in a window of its own. */
  openForm: string;
  /** Draws it in the card itself, where a client has no such windows. */
  fillInHere: string;
  /** A short line beneath the two. */
  formOffer: string;
  stillWorking: string;
  done: string;
  /** Something broke; nothing is known of why that a person could use. */
  failed: (reference: string) => string;
  /** Said in a channel, when the answer is for one person alone. */
  answeredDirectly: string;
  /** Said in a channel to somebody whom the bot cannot write to. */
  startChatFirst: string;
  /** In the place of a field for files. */
  filesHere: string;
  /** Beneath a field that must be filled in. */
  required: string;
  /** In the place of a form that was given up. */
  dismissed: string;
  /** In the place of a form that was handed in from a card. */
  handedIn: string;
  /** In a field of choices. */
  choose: string;
  /** In a field that searches. */
  typeToSearch: string;
  fileDeclined: (name: string) => string;
  /** Asked for after it was thrown away. */
  fileGone: (name: string) => string;
  nothingFound: string;
  /** A button or form of another version, or of another app. */
  notForTeams: string;
}

const english: TeamsTexts = {
  commandTooLong:
    "That is too long for one command, and nothing was done. Please begin with fewer words; the form has room for the rest.",
  openForm: "Open the form",
  fillInHere: "Fill it in here",
  formOffer: "If the form does not open on your device, fill it in here.",
  stillWorking:
    "Still working on it. You can close this window: nothing is lost, and the answer comes in our chat.",
  done: "Done. You can close this window.",
  failed: (reference) =>
    `That did not work, and the fault is ours. Please try again; if it happens again, tell your administrator this reference: ${reference}`,
  answeredDirectly: "I have answered you in our own chat.",
  startChatFirst:
    "I cannot write to you yet. Open a chat with Drumbeat (or add the app under Apps), say hello there, and then try again here.",
  filesHere:
    "Files cannot be added in this form. Send the pictures or PDFs to me in our chat first, then press the button beneath my answer: it opens this form with them.",
  required: "Please fill this in.",
  dismissed: "You closed the form. Nothing was saved.",
  handedIn: "Handed in.",
  choose: "Choose",
  typeToSearch: "Type to search",
  fileDeclined: (name) => `${name} was not sent.`,
  fileGone: (name) => `${name} is no longer kept. Please ask for it again.`,
  nothingFound: "Nothing was found.",
  notForTeams:
    "This is from an older version of Drumbeat and no longer works. Please give the command again.",
};

const simplifiedChinese: TeamsTexts = {
  commandTooLong: "命令太长，没有执行任何操作。请先少写一些，其余内容可以在表单中填写。",
  openForm: "打开表单",
  fillInHere: "在这里填写",
  formOffer: "如果您的设备打不开表单，可以直接在这里填写。",
  stillWorking: "仍在处理。您可以关闭此窗口，内容不会丢失，结果会发到我们的聊天中。",
  done: "已完成，可以关闭此窗口。",
  failed: (reference) => `操作未成功，这是系统的问题。请重试；如再次出现，请把此编号告诉管理员：${reference}`,
  answeredDirectly: "我已在我们的聊天中回复您。",
  startChatFirst:
    "我还不能给您发消息。请先打开与 Drumbeat 的聊天（或在“应用”中添加它），在那里打个招呼，然后回到这里重试。",
  filesHere:
    "此表单不能添加文件。请先在我们的聊天中把图片或 PDF 发给我，再点击我回复下方的按钮，打开的表单会带上它们。",
  required: "请填写此项。",
  dismissed: "您已关闭表单，没有保存任何内容。",
  handedIn: "已提交。",
  choose: "请选择",
  typeToSearch: "输入以搜索",
  fileDeclined: (name) => `没有发送 ${name}。`,
  fileGone: (name) => `${name} 已不再保留，请重新获取。`,
  nothingFound: "没有找到任何内容。",
  notForTeams: "这来自 Drumbeat 的旧版本，已经失效。请重新输入命令。",
};

const traditionalChinese: TeamsTexts = {
  commandTooLong: "命令太長，沒有執行任何操作。請先少寫一些，其餘內容可以在表單中填寫。",
  openForm: "開啟表單",
  fillInHere: "在這裡填寫",
  formOffer: "如果您的裝置無法開啟表單，可以直接在這裡填寫。",
  stillWorking: "仍在處理。您可以關閉此視窗，內容不會遺失，結果會傳到我們的聊天中。",
  done: "已完成，可以關閉此視窗。",
  failed: (reference) => `操作未成功，這是系統的問題。請重試；如再次發生，請將此編號告訴管理員：${reference}`,
  answeredDirectly: "我已在我們的聊天中回覆您。",
  startChatFirst:
    "我還不能傳訊息給您。請先開啟與 Drumbeat 的聊天（或在「應用程式」中新增它），在那裡打聲招呼，然後回到這裡重試。",
  filesHere:
    "此表單無法新增檔案。請先在我們的聊天中把圖片或 PDF 傳給我，再按我回覆下方的按鈕，開啟的表單會帶上它們。",
  required: "請填寫此欄位。",
  dismissed: "您已關閉表單，沒有儲存任何內容。",
  handedIn: "已提交。",
  choose: "請選擇",
  typeToSearch: "輸入以搜尋",
  fileDeclined: (name) => `沒有傳送 ${name}。`,
  fileGone: (name) => `${name} 已不再保留，請重新取得。`,
  nothingFound: "沒有找到任何內容。",
  notForTeams: "這來自 Drumbeat 的舊版本，已經失效。請重新輸入命令。",
};

/** By the locale of a Teams client, e.g. "zh-CN"; English where it is none of ours. */
export function textsFor(locale: string | null): TeamsTexts {
  const tag = (locale ?? "").toLowerCase();
  if (!tag.startsWith("zh")) return english;
  return /hant|tw|hk|mo/.test(tag) ? traditionalChinese : simplifiedChinese;
}
