import type { Locale } from "../../policy/locales";

/** How a column is headed: its name in each language, which an export writes, and what else people call it. */
export interface ColumnNames {
  names: Readonly<Record<Locale, string>>;
  others: readonly string[];
}

export const named = (en: string, hans: string, hant: string, ...others: string[]): ColumnNames => ({
  names: { en, "zh-Hans": hans, "zh-Hant": hant },
  others,
});

/** What says who speaks for a customer. */
export const contact = {
  contactName: named(
    "Contact name",
    "联系人",
    "聯絡人",
    "Contact",
    "Contact person",
    "Full name",
    "联系人姓名",
    "姓名",
    "聯絡人姓名",
    "聯繫人",
  ),
  contactTitle: named(
    "Job title",
    "职务",
    "職稱",
    "Contact title",
    "Position",
    "Role",
    "职位",
    "职称",
    "联系人职务",
    "職務",
    "職位",
  ),
  phone: named(
    "Phone",
    "电话",
    "電話",
    "Phone number",
    "Telephone",
    "Tel",
    "Mobile",
    "Mobile phone",
    "Cell",
    "手机",
    "手机号",
    "手机号码",
    "联系电话",
    "电话号码",
    "手機",
    "手機號碼",
    "聯絡電話",
    "電話號碼",
  ),
  email: named(
    "E-mail",
    "邮箱",
    "電子郵件",
    "E-mail address",
    "Mail",
    "电子邮箱",
    "电子邮件",
    "邮件",
    "郵箱",
    "電子信箱",
    "信箱",
  ),
} as const;

export const owner = named(
  "Owner",
  "负责人",
  "負責人",
  "Owner e-mail",
  "Account owner",
  "Sales rep",
  "Salesperson",
  "销售",
  "业务员",
  "销售代表",
  "跟进人",
  "所有人",
  "業務",
  "業務員",
  "業務代表",
);

/** What says whose contact or deal a row is. */
export const ofCustomer = {
  customerReference: named(
    "Customer reference",
    "客户编号",
    "客戶編號",
    "CUS",
    "Customer no",
    "Customer number",
  ),
  customerExternalId: named(
    "Customer external ID",
    "客户外部编号",
    "客戶外部編號",
    "Customer ID",
    "Account ID",
    "Company ID",
    "客户代码",
    "客戶代碼",
  ),
  customerName: named(
    "Customer name",
    "客户名称",
    "客戶名稱",
    "Customer",
    "Company name",
    "Company",
    "Account",
    "Account name",
    "Organization",
    "客户",
    "公司",
    "公司名称",
    "企业名称",
    "客戶",
    "公司名稱",
    "企業名稱",
  ),
} as const;

export function everyName({ names, others }: ColumnNames): string[] {
  return [...Object.values(names), ...others];
}
