import { todayOf } from "../calendar/today";
import { typedDay, typedPastDay } from "../calendar/typed-day";
import { requireChoice, requireLength, requireText, typedParagraph } from "../customers/typed-text";
import { type DealStatus, dealLimits, dealStatuses } from "../deals/deal";
import { type DealColumns, readDealFields } from "../deals/deal-input";
import { payableBy } from "../deals/win-deal";
import { type Cells, choiceIn } from "./cells";
import type { ImportScope } from "./import-scope";
import type { StoredDeal } from "./stored-deals";

/** A deal as a row says it. */
export interface DealWill extends DealColumns {
  status: DealStatus;
  closedOn: Date | null;
  payableOn: Date | null;
  lostReason: string | null;
  lostNote: string | null;
}

/** What people write for the statuses besides their keys; first what an export writes in each language. */
export const statusNames = {
  open: ["Open", "进行中", "進行中", "跟进中", "跟進中", "处理中", "處理中"],
  won: ["Won", "赢单", "成交", "贏單", "已赢单", "已贏單", "已成交"],
  lost: ["Lost", "输单", "失單", "輸單", "已输单", "已輸單", "丢单"],
} as const satisfies Record<DealStatus, readonly string[]>;

/**
 * Reads a row by the rules of deals (policy 5.3.2): choices by key or by name in any language, days as 2026-12-20, 2026/12/20 or
 * 2026年12月20日; what the file has no column for as it is stored, or as the form begins with it. Throws INVALID about a field.
 */
export function readDealCells(scope: ImportScope, cells: Cells, was: StoredDeal | null): DealWill {
  const { policy } = scope;
  const { stages, channels, lost_reasons: reasons } = policy.deals;
  const status = statusIn(cells, was);
  const today = todayOf(scope).toISODate() ?? "";
  const [firstStage = ""] = Object.keys(stages);
  const [firstChannel = ""] = Object.keys(channels);
  const expected = isoDay(cells.expectedOn) ?? stored(was?.expectedOn) ?? (status === "open" ? "" : today);
  const past = status !== "open" || expected === stored(was?.expectedOn);
  const columns = readDealFields(
    scope,
    {
      product: cells.product ? choiceIn(cells.product, policy.products) : (was?.product ?? ""),
      channel: cells.channel ? choiceIn(cells.channel, channels) : (was?.channel ?? firstChannel),
      stage: cells.stage ? choiceIn(cells.stage, stages) : (was?.stage ?? firstStage),
      amount: cells.amount || (was?.amount ?? ""),
      listPrice: cells.listPrice === undefined ? (was?.listPrice ?? null) : cells.listPrice || null,
      // That of a closed deal has gone by, and one that is stored may have: it is read below.
      expectedOn: past ? today : expected,
      competitor: cells.competitor === undefined ? (was?.competitor ?? null) : cells.competitor || null,
      title: cells.title === undefined ? (was?.title ?? null) : cells.title || null,
    },
    was,
  );
  const expectedOn = past ? typedDay(expected, "expectedOn") : columns.expectedOn;
  // One that was reopened may keep what it was closed with.
  const rest = closing(was?.status === status ? was : null);
  if (status === "open") return { ...columns, expectedOn, status, ...rest };
  const closedOn = typedPastDay(scope, isoDay(cells.closedOn) ?? stored(was?.closedOn) ?? "", "closedOn");
  if (status === "won") {
    const payable = isoDay(cells.payableOn) ?? stored(was?.payableOn);
    const payableOn = payable ? typedDay(payable, "payableOn") : payableBy(scope, closedOn);
    return { ...columns, expectedOn, status, ...rest, closedOn, payableOn };
  }
  const lostReason = requireText(
    cells.lostReason ? choiceIn(cells.lostReason, reasons) : (was?.lostReason ?? null),
    "lostReason",
  );
  if (lostReason !== was?.lostReason) requireChoice(lostReason, "lostReason", Object.keys(reasons));
  const lostNote = cells.lostNote === undefined ? (was?.lostNote ?? null) : typedParagraph(cells.lostNote);
  requireLength(lostNote, "lostNote", dealLimits.note);
  return { ...columns, expectedOn, status, ...rest, closedOn, lostReason, lostNote };
}

const closing = (
  was: StoredDeal | null,
): Pick<DealWill, "closedOn" | "payableOn" | "lostReason" | "lostNote"> => ({
  closedOn: was?.closedOn ?? null,
  payableOn: was?.payableOn ?? null,
  lostReason: was?.lostReason ?? null,
  lostNote: was?.lostNote ?? null,
});

function statusIn({ status }: Cells, was: StoredDeal | null): DealStatus {
  const typed = status ? choiceIn(status, statusNames) : (was?.status ?? "open");
  requireChoice(typed, "status", dealStatuses);
  return dealStatuses.find((each) => each === typed) ?? "open";
}

const stored = (day: Date | null | undefined): string | null => day?.toISOString().slice(0, 10) ?? null;

/** As people and spreadsheets write a day; what is none is left for the rule to refuse. */
function isoDay(cell: string | undefined): string | null {
  if (!cell) return null;
  const [, year = "", month = "", day = ""] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?$/.exec(
      cell.normalize("NFKC").trim(),
    ) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : cell;
}
