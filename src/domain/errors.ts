/**
 * What can go wrong in the company's rules, as codes with facts; chat turns them into sentences (`i18n`).
 * `field` names the form field it is about, when it is about one.
 */
export type DomainProblem =
  | { code: "NOT_ALLOWED"; permission: string; askPeople: readonly string[] }
  | { code: "NO_DEPARTMENT"; askPeople: readonly string[] }
  | { code: "NOT_FOUND"; reference: string }
  /** Somebody else was first. */
  | { code: "CONFLICT"; reference: string; status: string; by: string | null; at: Date | null }
  | { code: "WRONG_STATE"; reference: string; status: string }
  | { code: "NOT_ASKED"; reference: string }
  | { code: "OWN_REQUEST"; reference: string }
  | { code: "NO_APPROVER"; role: string; askPeople: readonly string[] }
  | { code: "INVOICE_USED"; reference: string; claimant: string; by: "number" | "file" }
  | { code: "OVER_LIMIT"; category: string; limit: string }
  | { code: "REASON_NEEDED" }
  /** Of the public pool (policy 5.3.2): what somebody may claim a day, how many they may have, and when they may again. */
  | { code: "CLAIM_LIMIT"; limit: number }
  | { code: "HOLDING_LIMIT"; person: string; limit: number }
  | { code: "COOLING_DOWN"; reference: string; until: Date }
  /** It was found to be another one; whoever looks for it is shown that one. */
  | { code: "MERGED"; reference: string; into: string }
  | { code: "TOO_LATE"; reference: string; until: Date }
  /** What a return visit recorded stays with it (policy 5.3.3). */
  | { code: "VISIT_TOUCH"; reference: string }
  /** Of merges the latest is undone first. */
  | { code: "LATER_MERGE"; reference: string; later: string }
  /** `currency` of a limit that is money, where it may be another than the installation's. */
  | { code: "INVALID"; field: string; rule: InvalidRule; limit?: string | number; currency?: string }
  | { code: "STALE_FORM"; reference: string };

export type InvalidRule =
  | "required"
  | "too_long"
  | "too_short"
  | "not_a_number"
  | "not_positive"
  | "too_many_decimals"
  | "too_large"
  | "not_a_date"
  | "date_in_future"
  | "date_too_old"
  | "ends_before_start"
  | "unknown_choice"
  | "unknown_person"
  | "not_an_email"
  | "already_known"
  | "receipt_needed"
  | "last_administrator"
  | "is_oneself"
  | "is_away"
  | "file_type"
  | "file_too_large"
  | "too_many_files"
  | "too_many_kept"
  | "file_unreadable"
  | "not_a_day"
  | "date_in_past"
  | "too_much_paid"
  | "less_than_received"
  | "unchanged"
  | "is_the_same";

export class DomainError extends Error {
  override readonly name = "DomainError";
  /** What else was refused at the same time, about other fields. */
  readonly others: readonly DomainError[];

  constructor(
    readonly problem: DomainProblem,
    /** The form field it is about. */
    readonly field: string | null = problem.code === "INVALID" ? problem.field : null,
    options: ErrorOptions & { others?: readonly DomainError[] } = {},
  ) {
    super(JSON.stringify(problem), options);
    this.others = options.others ?? [];
  }
}
