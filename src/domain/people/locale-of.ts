import type { Reader } from "../scope";
import type { AccountKey } from "./identify";

/** The language somebody reads: their own choice, else their chat client's; null where neither is known. */
export async function localeOf(reader: Reader, key: AccountKey): Promise<string | null> {
  const account = await reader.account.findUnique({
    where: { platform_workspace_userId: key },
    select: { locale: true, person: { select: { locale: true } } },
  });
  return account?.person.locale ?? account?.locale ?? null;
}
