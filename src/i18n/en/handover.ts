/** Handing over what a leaver owns (policy 5.3.2). */
export const handover = {
  verbs: {
    handover: { words: ["hand-over"], label: "Hand over", usage: "handover Lin Xiaoyu" },
  },
  form: {
    title: "Hand over",
    submit: "Next",
    intro:
      "Everything they own goes to others: customers, open deals and open complaints. You see how much it is first.",
    leaver: "From whom",
    way: "How",
    ways: { person: "To one colleague", in_turn: "To the sales team in turn", pool: "To the public pool" },
    to: "To whom",
    toHint: "For one colleague only",
  },
  title: (person: string) => `Hand over from ${person}`,
  nothing: (person: string) => `${person} owns nothing that is open.`,
  counts: {
    customers: "Customers",
    followUps: "Their open follow-ups",
    deals: "Open deals",
    complaints: "Open complaints",
  },
  goesTo: (person: string) => `All of it goes to ${person}. Nothing has changed yet.`,
  goes: {
    in_turn:
      "Customers go to the sales team in turn, with their deals; complaints go to whoever the policy makes answerable. Nothing has changed yet.",
    pool: "Customers go to the public pool, and their open deals to you; complaints go to whoever the policy makes answerable. Nothing has changed yet.",
  },
  confirm: "Hand over",
  done: "Handed over. The new owners have been told.",
  received: (person: string) => `You have taken over from ${person}`,
  stillOwns: (person: string) => `${person} still owns:`,
};
