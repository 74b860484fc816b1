import { approvals } from "./approvals/feature";
import { complaints } from "./complaints/feature";
import type { DrumbeatFeature } from "./context";
import { customers } from "./customers/feature";
import { deals } from "./deals/feature";
import { drumbeatFeature } from "./drumbeat/feature";
import { expenses } from "./expenses/feature";
import { grading } from "./grading/feature";
import { handover } from "./handover/feature";
import { imports } from "./imports/feature";
import { merging } from "./merging/feature";
import { pool } from "./pool/feature";
import { projects } from "./projects/feature";
import { returnVisits } from "./return-visits/feature";
import { touches } from "./touches/feature";

const subjects: readonly DrumbeatFeature[] = [
  // What is sent to the bot: a table is one to import, a picture a receipt.
  imports,
  expenses,
  approvals,
  customers,
  touches,
  deals,
  returnVisits,
  pool,
  handover,
  merging,
  grading,
  projects,
  complaints,
];

/** Everything Drumbeat does in chat, in the order menus show it. */
export const features: readonly DrumbeatFeature[] = [
  ...subjects,
  drumbeatFeature(subjects.flatMap(({ commands }) => commands ?? [])),
];
