import { textsFor } from "../../src/i18n/choose-texts";
import { locales } from "../../src/i18n/texts";
import { type Leaf, leavesOf } from "./catalogue-leaves";

const english = leavesOf(textsFor("en"));
const chinese = ["zh-Hans", "zh-Hant"] as const;
const leaves = (locale: (typeof locales)[number]) => leavesOf(textsFor(locale));
const found = (list: readonly Leaf[], path: string): Leaf => {
  const leaf = list.find((each) => each.path === path);
  if (!leaf) throw new Error(`there is no ${path}`);
  return leaf;
};

/** Numbers that no sentence has by itself; rising, so that "shown of total" is in order. Also more than one: a plural. */
const samples = (count: number) => Array.from({ length: count }, (_, index) => 7341 + index);

describe("catalogues", () => {
  test.each(chinese)("%s has the same keys and kinds as the English", (locale) => {
    const shape = (list: readonly Leaf[]) => list.map(({ path, kind }) => `${path} ${kind}`).sort();
    expect(shape(leaves(locale))).toEqual(shape(english));
  });

  test.each(locales)("every sentence in %s says something and every argument it is given", (locale) => {
    const mute: string[] = [];
    const list = leaves(locale);
    for (const { path, parameters } of english) {
      const given = samples(parameters);
      for (const said of found(list, path).say(...given))
        if (!said.trim() || !given.every((each) => said.includes(String(each))))
          mute.push(`${path}: ${said}`);
    }
    expect(mute).toEqual([]);
  });

  test.each(locales)("counts of none and of one read as sentences in %s too", (locale) => {
    const list = leaves(locale);
    for (const { path, parameters } of english)
      for (const count of [0, 1])
        for (const said of found(list, path).say(...Array.from({ length: parameters }, () => count)))
          expect(said.trim()).not.toBe("");
  });

  test.each(chinese)("nothing in %s is left in English", (locale) => {
    // Names that stay as they are in Chinese: products, formats, addresses, references and commands.
    const known =
      /Drumbeat|Slack|Teams|\/(?:customer|expense|project|complaint|deal|approvals|drumbeat)\b|\b(?:EXP|PRJ|CUS|CMP|DEA)-\d+|\bS[1-4]\b|\b[A-D]\b|\b(?:PDF|JPG|PNG|WEBP|HEIC|CSV|UTF-8|MB)\b|Asia\/\w+|[\w.]+@[\w.]+/gu;
    const left: string[] = [];
    for (const { path, say, parameters } of leaves(locale))
      for (const said of say(...samples(parameters)))
        if (/\p{Script=Latin}/u.test(said.replace(known, ""))) left.push(`${path}: ${said}`);
    expect(left).toEqual([]);
  });

  test.each(chinese)("in %s Chinese stands with Chinese punctuation", (locale) => {
    const half: string[] = [];
    for (const { path, say, parameters } of leaves(locale))
      for (const said of say(...samples(parameters)))
        if (/\p{Script=Han}\s*[,;:!?()"']|[,;:!?()"']\s*\p{Script=Han}|\p{Script=Han}\./u.test(said))
          half.push(`${path}: ${said}`);
    expect(half).toEqual([]);
  });

  // Characters written differently in the two scripts, in the same order, of those that business sentences are full of.
  const written = {
    "zh-Hans":
      "报销审驳过项单据发门负责书户电联络邮写录记证实对应该请个这为么时间开关闭编辑删张额币预设备无权问题处进种类选择显页数语经财务总监级岗没还会将达点击频说话检视专档签产业严与区协历员响团图声费贝头济热状现确称终结给统绍维网职营认议让订讯诉词译试误调谁账软载输边连迟适逻释银错长闻顾须领风驱",
    "zh-Hant":
      "報銷審駁過項單據發門負責書戶電聯絡郵寫錄記證實對應該請個這為麼時間開關閉編輯刪張額幣預設備無權問題處進種類選擇顯頁數語經財務總監級崗沒還會將達點擊頻說話檢視專檔簽產業嚴與區協歷員響團圖聲費貝頭濟熱狀現確稱終結給統紹維網職營認議讓訂訊訴詞譯試誤調誰帳軟載輸邊連遲適邏釋銀錯長聞顧須領風驅",
  } as const;

  test.each(chinese)("%s has no character of the other script", (locale) => {
    const other = locale === "zh-Hans" ? "zh-Hant" : "zh-Hans";
    const foreign = new Set<string>(written[other]);
    const strayed: string[] = [];
    for (const { path, say, parameters } of leaves(locale))
      for (const said of say(...samples(parameters)))
        if ([...said].some((character) => foreign.has(character))) strayed.push(`${path}: ${said}`);
    expect(strayed).toEqual([]);
  });
});
