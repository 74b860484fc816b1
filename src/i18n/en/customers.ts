/** Customers (policy 5.1.1): the command, forms, cards, lists and notices. */
export const customers = {
  summary: "Log customers, find them, and keep what you know of them up to date",
  verbs: {
    new: {
      words: ["add", "create", "log"],
      label: "Log a customer",
      usage: "new Acme Trading, Wang Fang, 13800001111, wang@acme.example",
    },
    find: {
      words: ["search", "lookup"],
      label: "Find customers",
      usage: "find Acme",
    },
    show: {
      words: ["view", "open", "display"],
      label: "Show a customer",
      usage: "show CUS-1001",
    },
    edit: {
      words: ["change", "update", "modify"],
      label: "Edit a customer",
      usage: "edit CUS-1001",
    },
    list: {
      words: ["ls"],
      label: "My customers",
      usage: "list mine",
    },
    timeline: {
      words: ["history", "activity"],
      label: "Timeline of a customer",
      usage: "timeline CUS-1001",
    },
  },
  form: {
    newTitle: "Log a customer",
    editTitle: (reference: string) => `Edit ${reference}`,
    contactTitle: "Add a contact",
    editContactTitle: "Edit a contact",
    removeHint: "To remove the contact, empty all fields.",
    submitNew: "Log customer",
    logAnyway: "Log it anyway",
    leftover: "Please check what was read from your line; what found no place stands under needs.",
    shortened: "Some of what you typed was too long and was shortened. Please check it.",
  },
  fields: {
    name: "Company name",
    industry: "Industry",
    size: "Size",
    region: "Region",
    regionHint: "City, province or country",
    source: "Source",
    needs: "Needs",
    needsHint: "What they need, in their own words where you can",
    intent: "Purchase intent",
    owner: "Owner",
    ownerHint: "Left empty, it is you.",
    ownerInTurnHint: "Left empty, it goes to the next sales representative in turn.",
    contactName: "Contact name",
    contactTitle: "Job title",
    phone: "Phone",
    email: "E-mail",
  },
  intents: { high: "High", medium: "Medium", low: "Low", unknown: "Not known yet" },
  duplicates: {
    warning: (count: number) =>
      count === 1
        ? "A customer like this is logged already. Nothing has been saved yet."
        : `${count} customers like this are logged already. Nothing has been saved yet.`,
    line: (reference: string, name: string, owner: string, reasons: string) =>
      `${reference} ${name} · owner: ${owner} · ${reasons}`,
    advice: "If it is the same company, cancel and talk to the owner. If not, log it anyway.",
    reasons: { name: "same name", phone: "same phone number", email: "same e-mail domain" },
  },
  card: {
    title: (name: string, reference: string) => `${reference} · ${name}`,
    logged: "The customer is logged.",
    assignedTo: (person: string) => `${person} looks after it now.`,
    nobodyInTurn: "Nobody could take it, so it is in the public pool.",
    saved: "Your changes are saved.",
    contactAdded: "The contact is added.",
    contactChanged: "The contact is changed.",
    editContact: "Edit contact",
    contacts: "Contacts",
    noContacts: "No contacts yet.",
    loggedBy: (person: string, at: string) => `Logged by ${person}, ${at}`,
    addContact: "Add contact",
    fileExpense: "File expense",
    recordComplaint: "Record complaint",
  },
  list: {
    mine: "My customers",
    all: "All customers",
    found: (text: string) => `Customers for “${text}”`,
    several: "Several customers fit. Which one do you mean?",
    emptyMine: "You have no customers yet. Log your first with /customer new.",
    emptyAll: "No customers are logged yet. Log the first with /customer new.",
    emptyFound: (text: string) =>
      `No customer fits “${text}”. Try part of the name, a phone number or an e-mail address, or log it with /customer new.`,
    ends: "The list ends here. Find the others by name with /customer find.",
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    next: "Next",
    previous: "Previous",
    findWhat:
      "What are you looking for? Type part of a name, phone number or e-mail address, for example /customer find Acme.",
  },
  notices: {
    logged: (person: string) => `${person} logged a customer`,
    loggedForYou: (person: string) => `${person} logged a customer and made you its owner`,
    handedOver: "You are the owner of this customer now",
  },
};
