import type { ContactColumns } from "../customers/customer-input";
import type { Transaction } from "../scope";
import type { RowAudit } from "./audit-rows";
import type { ContactPlan } from "./plan-contact";

/** What a file does to contacts, each of its customer. */
export interface ContactChange {
  customerId: number;
  contact: ContactPlan;
}

/** Adds and changes contacts in sets. Gives what the audit trail is to keep of it. */
export async function storeContacts(
  transaction: Transaction,
  changes: readonly ContactChange[],
): Promise<RowAudit[]> {
  const added = changes.flatMap(({ customerId, contact }) =>
    contact.kind === "add" ? [{ customerId, ...columns(contact.will) }] : [],
  );
  const edited = changes.flatMap(({ contact }) =>
    contact.kind === "edit" ? [{ id: contact.was.id, ...columns(contact.will) }] : [],
  );
  if (added.length > 0)
    await transaction.$executeRaw`
      insert into contact (customer_id, name, title, phone, phone_key, email, email_domain)
      select "customerId", name, title, phone, "phoneKey", email, "emailDomain"
      from jsonb_to_recordset(${JSON.stringify(added)}::jsonb)
        as added ("customerId" int, name text, title text, phone text, "phoneKey" text, email text, "emailDomain" text)`;
  if (edited.length > 0)
    await transaction.$executeRaw`
      update contact set name = edited.name, title = edited.title, phone = edited.phone, phone_key = edited."phoneKey",
        email = edited.email, email_domain = edited."emailDomain"
      from jsonb_to_recordset(${JSON.stringify(edited)}::jsonb)
        as edited (id int, name text, title text, phone text, "phoneKey" text, email text, "emailDomain" text)
      where contact.id = edited.id`;
  return changes.flatMap(({ customerId, contact }): RowAudit[] => {
    if (contact.kind === "add")
      return [
        {
          subjectId: customerId,
          action: "customer.contact_added",
          before: null,
          after: contactFacts(contact.will),
        },
      ];
    if (contact.kind !== "edit") return [];
    const { was, will } = contact;
    return [
      {
        subjectId: customerId,
        action: "customer.contact_edited",
        before: contactFacts(was),
        after: contactFacts(will),
      },
    ];
  });
}

const columns = ({ name, title, phone, phoneKey, email, emailDomain }: ContactColumns): ContactColumns => ({
  name,
  title,
  phone,
  phoneKey,
  email,
  emailDomain,
});

export const contactFacts = ({ name, title, phone, email }: ContactColumns) => ({
  name,
  title,
  phone,
  email,
});
