import type { Texts } from "../texts";
import { approvals } from "./approvals";
import { commands } from "./commands";
import { complaints } from "./complaints";
import { customers } from "./customers";
import { deals } from "./deals";
import { drumbeat } from "./drumbeat";
import { errors } from "./errors";
import { expenses } from "./expenses";
import { grading } from "./grading";
import { handover } from "./handover";
import { imports } from "./imports";
import { merging } from "./merging";
import { pool } from "./pool";
import { projects } from "./projects";
import { shared } from "./shared";
import { timeline } from "./timeline";
import { touches } from "./touches";

export const zhHans = {
  approvals,
  commands,
  complaints,
  customers,
  deals,
  drumbeat,
  errors,
  expenses,
  grading,
  handover,
  imports,
  merging,
  pool,
  projects,
  shared,
  timeline,
  touches,
} satisfies Texts;
