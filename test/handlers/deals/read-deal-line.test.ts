import { DateTime } from "luxon";
import { readDealLine } from "../../../src/handlers/deals/read-deal-line";
import { loadPolicy } from "../../../src/policy/load-policy";

const today = DateTime.fromISO("2026-11-25", { zone: "Asia/Shanghai" });
const read = (line: string) => readDealLine({ policy: loadPolicy(null), today, locale: "en" }, line);

test.each([
  ["Acme crm 120000 2026-12-20", ["Acme", "crm", "120000", "2026-12-20"]],
  ["Acme Trading Co., Ltd. CRM 120,000 tomorrow", ["Acme Trading Co., Ltd.", "crm", "120,000", "2026-11-26"]],
  ["Acme, Service and delivery, ¥9,999.50, in 2 weeks", ["Acme", "service", "¥9,999.50", "2026-12-09"]],
  ["Acme 120000 analytics 2026-12-20", ["Acme", "analytics", "120000", "2026-12-20"]],
  ["CUS-1001 platform 5000 2026-12-20", ["CUS-1001", "platform", "5000", "2026-12-20"]],
  ["Studio 54 crm 5000 tomorrow", ["Studio 54", "crm", "5000", "2026-11-26"]],
  ["贝塔科技 客户管理系统 12000元 明天", ["贝塔科技", "crm", "12000元", "2026-11-26"]],
  ["贝塔科技客户管理系统 12000 12月20日", ["贝塔科技", "crm", "12000", "2026-12-20"]],
  ["貝塔科技，資料分析，12000，2026-12-20", ["貝塔科技", "analytics", "12000", "2026-12-20"]],
  ["Acme crm 120000 2026-02-30", ["Acme", "crm", "120000", "2026-02-30"]],
  ["Acme crm 120000", ["Acme", "crm", "120000", null]],
  ["Acme 120000", ["Acme", null, "120000", null]],
  ["Acme crm", ["Acme", "crm", null, null]],
  ["Acme", ["Acme", null, null, null]],
  ["Acmecrm 500", ["Acmecrm", null, "500", null]],
  ["crm 500", [null, "crm", "500", null]],
  ["500", ["500", null, null, null]],
  ["", [null, null, null, null]],
])("%s", (line, [customer, product, amount, expectedOn]) => {
  expect(read(line)).toEqual({ customer, product, amount, expectedOn, leftover: null });
});

test("what found no place is kept", () => {
  expect(read("Acme crm 120000 for forty seats")).toEqual({
    customer: "Acme",
    product: "crm",
    amount: "120000",
    expectedOn: null,
    leftover: "for forty seats",
  });
});
