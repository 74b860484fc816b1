/** Importing customers, contacts and deals from a file (policy 8.1). */
export const imports = {
  verbs: {
    import: { words: ["upload"], label: "Import from a file", usage: "import" },
    export: { words: ["download"], label: "Export as a file", usage: "export contacts" },
  },
  how: {
    title: "Import customers, contacts or deals",
    send: "Send me a CSV file here, as a message. I read it and show you what would become of it before anything is taken in. Its first line names the columns; these are understood, in any order and in English or Chinese:",
    again: "With an external ID a row is known again: the same file once more changes nothing.",
  },
  export: {
    title: "Export as a CSV file",
    what: "What do you want as a file? It can be imported again as it is.",
    mine: "Yours",
    all: "Everybody’s",
    nothing: "There is nothing to export.",
    coming: (kind: string, count: number) =>
      `${kind}: ${count}. The file comes to you in our direct conversation.`,
    parts: "There is much of it: it may come as several files.",
  },
  kinds: { customers: "Customers", contacts: "Contacts", deals: "Deals" },
  statuses: {
    reading: "Being read",
    preview: "Nothing is taken in yet",
    running: "Being taken in",
    done: "Taken in",
    cancelled: "Stopped",
    refused: "Not taken in",
  },
  card: {
    heard: "I am reading it, and will show you in a moment what would become of it.",
    count: (name: string, count: string) => `${name}: ${count}`,
    title: (file: string, reference: string) => `${reference} · ${file}`,
    progress: (done: number, rows: number) => `${done} of ${rows} rows`,
    columns: (headings: string) => `Columns understood: ${headings}`,
    ignored: (headings: string, more: number) =>
      more > 0 ? `Passed over: ${headings} and ${more} more` : `Passed over: ${headings}`,
    encoding: (name: string) => `The file is not UTF-8; it was read as ${name}. Please check the names.`,
    refusedLine: (line: number) => `Line ${line} is refused`,
    moreRefused: (count: number) => `${count} more rows are refused. All of them come back to you as a file.`,
    sentBack:
      "The refused rows come back to you as a file, each with its reason. Mend them there and send it again.",
    begin: (count: number) => (count === 1 ? "Take 1 row in" : `Take ${count} rows in`),
    stop: "Stop",
    otherKind: "If the file holds something else, say what:",
  },
  counts: {
    kind: "What it holds",
    rows: "Rows",
    added: "New",
    changed: "Changed",
    unchanged: "Already so",
    rejected: "Refused",
  },
  newOwner: {
    pool: "Customers without an owner in the file go to the public pool.",
    in_turn: "Customers without an owner in the file go to the sales representatives in turn.",
    me: "Customers without an owner in the file become yours.",
  },
  chooseOwner: { pool: "To the pool", in_turn: "In turn", me: "Make them mine" },
  problems: {
    no_table: "This is no CSV file. In your spreadsheet choose “Save as”, “CSV”, and send that.",
    not_csv: "This file is broken: a quotation mark is opened and never closed. Save it as CSV again.",
    no_columns:
      "I do not understand the first line: it names no columns of customers, contacts or deals. /customer import shows which there are.",
    no_rows: "There is nothing below the first line.",
    too_many_rows: "The file has more than 100,000 rows. Please send it in parts.",
    not_allowed: "You may not import any more, so the rest was not taken in.",
    not_decided:
      "Nobody decided on it for a week, so nothing was taken in. Send the file again if it is still wanted.",
  },
  file: { line: "Line", refusedBecause: "Refused because" },
  /** Of a cell whose column is one of a list. */
  choose: (choices: string) => `Not among the choices: ${choices}.`,
  chooseOrMore: (choices: string) => `Not among the choices: ${choices} and more.`,
  ofColumn: (column: string, sentence: string) => `${column}: ${sentence}`,
  rules: {
    unknown_reference: "There is no such record.",
    taken: (reference: string) => `This external ID is that of ${reference}.`,
    merged: (reference: string) => `This customer was merged into ${reference}.`,
    duplicate: (reference: string) =>
      `There is a customer like it already: ${reference}. Give its reference to change it.`,
    duplicate_deal: (reference: string) =>
      `There is a deal like it already: ${reference}. Give its reference to change it, or an external ID where it is another.`,
    said_before: (line: string) => `Line ${line} says the same already.`,
    other_length: (columns: string) => `The row does not have ${columns} columns, as the first line has.`,
    unknown_customer: "There is no such customer.",
    several_customers: "Several customers have this name. Give the reference.",
    another_customer: (reference: string) => `The deal belongs to ${reference}.`,
    several_people: "Several people have this name. Give the e-mail address.",
    too_many_contacts: (most: string) => `The customer has ${most} contacts, as many as there may be.`,
    pooled: "The customer is in the public pool: claim it first.",
    wrong_state: "A deal is closed or opened again in the chat, not by a file.",
    not_allowed: "You may not change this one.",
    other: "This row breaks a rule.",
  },
};
