import { DateTime } from "luxon";
import { readQuickTouch } from "../../../src/handlers/touches/quick-entry";

/** A Wednesday. */
const today = DateTime.fromISO("2026-11-25", { zone: "Asia/Shanghai" });
const read = (line: string) => {
  const { nextOn, ...touch } = readQuickTouch(line, { today, locale: "en" });
  return { ...touch, nextOn: nextOn?.toISODate() ?? null };
};
const nothing = { customer: null, kind: null, outcome: null, note: null, nextStep: null, nextOn: null };

it.each([
  [
    "Acme call asked for a quote next friday",
    { customer: "Acme", kind: "call", note: "asked for a quote", nextOn: "2026-12-04" },
  ],
  ["CUS-1001 visit tomorrow", { customer: "CUS-1001", kind: "visit", nextOn: "2026-11-26" }],
  ["ＣＵＳ－１００１ 电话 客户要报价", { customer: "ＣＵＳ－１００１", kind: "call", note: "客户要报价" }],
  ["Acme Trading: called, no answer", { customer: "Acme Trading", kind: "call", outcome: "no_answer" }],
  [
    "Acme call rang three times, no answer",
    { customer: "Acme", kind: "call", outcome: "no_answer", note: "rang three times, no answer" },
  ],
  [
    "Acme mail good price asked",
    { customer: "Acme", kind: "mail", outcome: "positive", note: "price asked" },
  ],
  ["Acme call asked for a good price", { customer: "Acme", kind: "call", note: "asked for a good price" }],
  [
    "贝塔科技 电话 客户要报价 下周三",
    { customer: "贝塔科技", kind: "call", note: "客户要报价", nextOn: "2026-12-02" },
  ],
  ["贝塔科技打了电话，没人接", { customer: "贝塔科技", kind: "call", outcome: "no_answer" }],
  [
    "貝塔科技 拜訪 客戶要報價 三天後",
    { customer: "貝塔科技", kind: "visit", note: "客戶要報價", nextOn: "2026-11-28" },
  ],
  [
    "贝塔科技 微信 顺利，已发资料",
    { customer: "贝塔科技", kind: "message", outcome: "positive", note: "已发资料" },
  ],
  [
    "Acme call asked for a quote -> send it in 2 weeks",
    { customer: "Acme", kind: "call", note: "asked for a quote", nextStep: "send it", nextOn: "2026-12-09" },
  ],
  [
    "贝塔科技 电话 要报价。下一步：发报价单 明天",
    { customer: "贝塔科技", kind: "call", note: "要报价", nextStep: "发报价单", nextOn: "2026-11-26" },
  ],
  ["call CUS-1001 asked for a quote", { customer: "CUS-1001", kind: "call", note: "asked for a quote" }],
  ["call Acme, asked for a quote", { customer: "Acme", kind: "call", note: "asked for a quote" }],
  ["CUS-1001 客户来电要报价", { customer: "CUS-1001", kind: "call", note: "客户来电要报价" }],
  ["CUS-1001 asked for a quote", { customer: "CUS-1001", note: "asked for a quote" }],
  ["recalled the Mailchimp offer", { customer: "recalled the Mailchimp offer" }],
  ["", {}],
])("reads %s", (line, said) => {
  expect(read(line)).toEqual({ ...nothing, ...said });
});
