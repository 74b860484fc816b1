import {
  englishEndings,
  englishFamilyNames,
  englishFirstWords,
  englishGivenNames,
  englishSecondWords,
  englishTrades,
} from "./words";

export type FileKind = "customers" | "contacts" | "deals";

/** One row in a hundred is refused, so that refused rows are kept and sent back. */
const refusedEach = 100;
const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? "";

/** No two of the same: the words are the digits of the number. */
function companyName(index: number): string {
  const second = Math.floor(index / englishFirstWords.length);
  const trade = Math.floor(second / englishSecondWords.length);
  return `Imported ${pick(englishFirstWords, index)} ${pick(englishSecondWords, second)} ${pick(englishTrades, trade)} ${index} ${pick(englishEndings, index)}`;
}

const personName = (index: number): string =>
  `${pick(englishGivenNames, index)} ${pick(englishFamilyNames, Math.floor(index / 7))}`;

/** Of the demo company: deals belong to somebody. */
const owners = ["lin.xiaoyu@yunfan.example", "daniel.wright@yunfan.example"];

const headings: Record<FileKind, string> = {
  customers: "External ID,Company name,Industry,Size,Region,Contact name,Phone,E-mail,Owner",
  contacts: "Customer external ID,Contact name,Job title,Phone,E-mail",
  deals: "External ID,Customer external ID,Deal title,Product,Sales channel,Amount,Stage,Expected close",
};

const rowOf: Record<FileKind, (index: number, refused: boolean) => string> = {
  customers: (index, refused) =>
    `B-${index},${companyName(index)},${refused ? "nothing known" : "Software and internet"},51 to 200 people,Shanghai,${personName(index)},138${String(10_000_000 + index)},c${index}@import.example,${owners[index % owners.length]}`,
  contacts: (index, refused) =>
    `${refused ? "nobody" : `B-${index}`},${personName(index + 3)},Buyer,139${String(10_000_000 + index)},d${index}@import.example`,
  deals: (index, refused) =>
    `D-${index},B-${index},Rollout ${index},${refused ? "nothing known" : "CRM"},Direct,${1_000 + index},Proposal,2027-03-31`,
};

/** A file as another system exports it, of so many rows; contacts and deals are of the customers of a file as long. */
export function fileOf(kind: FileKind, rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, index) =>
    rowOf[kind](index, index % refusedEach === refusedEach - 1),
  );
  return Buffer.from(`${[headings[kind], ...lines].join("\n")}\n`);
}
