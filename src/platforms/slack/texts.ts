/** The few sentences that only this platform needs: when an answer can't be shown where it was asked for. */
export interface SlackTexts {
  /** A form was handed in and the answer takes long. */
  stillWorking: string;
  done: string;
  close: string;
  /** Something broke; nothing is known of why that a person could use. */
  failed: (reference: string) => string;
  /** Slack gives 3 seconds to open a form. */
  formTooLate: (reference: string) => string;
}

const english: SlackTexts = {
  stillWorking: "Still working on it. You can wait here, or close this window: nothing is lost.",
  done: "Done. You can close this window.",
  close: "Close",
  failed: (reference) =>
    `That did not work, and the fault is ours. Please try again; if it happens again, tell your administrator this reference: ${reference}`,
  formTooLate: (reference) =>
    `The form could not be opened in time. Please try again; if it happens again, tell your administrator this reference: ${reference}`,
};

const simplifiedChinese: SlackTexts = {
  stillWorking: "仍在处理。您可以在此等待,也可以关闭此窗口,内容不会丢失。",
  done: "已完成,可以关闭此窗口。",
  close: "关闭",
  failed: (reference) => `操作未成功,这是系统的问题。请重试;如再次出现,请把此编号告诉管理员:${reference}`,
  formTooLate: (reference) => `表单未能及时打开。请重试;如再次出现,请把此编号告诉管理员:${reference}`,
};

const traditionalChinese: SlackTexts = {
  stillWorking: "仍在處理。您可以在此等待,也可以關閉此視窗,內容不會遺失。",
  done: "已完成,可以關閉此視窗。",
  close: "關閉",
  failed: (reference) => `操作未成功,這是系統的問題。請重試;如再次發生,請將此編號告訴管理員:${reference}`,
  formTooLate: (reference) => `表單未能及時開啟。請重試;如再次發生,請將此編號告訴管理員:${reference}`,
};

/** By the locale of a Slack profile, e.g. "zh-CN"; English where it is none of ours. */
export function textsFor(locale: string | null): SlackTexts {
  const tag = (locale ?? "").toLowerCase();
  if (!tag.startsWith("zh")) return english;
  return /hant|tw|hk|mo/.test(tag) ? traditionalChinese : simplifiedChinese;
}
