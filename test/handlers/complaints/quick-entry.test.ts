import { namedProduct, readQuickComplaint } from "../../../src/handlers/complaints/quick-entry";
import { loadPolicy } from "../../../src/policy/load-policy";

const policy = loadPolicy(null);

test.each([
  ["CUS-1001 S2 login fails since this morning", ["CUS-1001", "S2", null, "login fails since this morning"]],
  ["cus 1001 login fails", ["cus 1001", null, null, "login fails"]],
  ["#1001: login fails", ["#1001", null, null, "login fails"]],
  ["ＣＵＳ－１００１ Ｓ１ 无法登录，请处理", ["ＣＵＳ－１００１", "S1", null, "无法登录，请处理"]],
  ["上海贝塔 S2级 客户管理系统无法登录", ["上海贝塔", "S2", "crm", "客户管理系统无法登录"]],
  ["Acme Trading S1 analytics shows nothing", ["Acme Trading", "S1", "analytics", "analytics shows nothing"]],
  ["Acme, login fails", ["Acme", null, null, "login fails"]],
  ["CUS-1001 login fails, S1 for sure", ["CUS-1001", "S1", null, "login fails, S1 for sure"]],
  ["CUS-1001", ["CUS-1001", null, null, null]],
  ["login fails", [null, null, null, "login fails"]],
  ["S2", [null, "S2", null, null]],
  ["CUS-1001abc fails", [null, null, null, "CUS-1001abc fails"]],
  ["AWS3 bucket is gone", [null, null, null, "AWS3 bucket is gone"]],
  ["", [null, null, null, null]],
])("%s", (line, [customer, severity, product, description]) => {
  expect(readQuickComplaint(policy, line)).toEqual({ customer, severity, product, description });
});

test("a product counts where its name stands as a word, in any language; the first one named wins", () => {
  expect(namedProduct(policy, "The CRM and analytics fail")).toBe("crm");
  expect(namedProduct(policy, "the scrmble fails")).toBeNull();
  expect(namedProduct(policy, "我们的数据分析坏了")).toBe("analytics");
  expect(namedProduct(policy, "我們的客戶管理系統壞了")).toBe("crm");
  expect(namedProduct(policy, "Service and delivery was late")).toBe("service");
});
