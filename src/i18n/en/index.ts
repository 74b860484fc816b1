import { approvals } from "./approvals";
import { commands } from "./commands";
import { complaints } from "./complaints";
import { customers } from "./customers";
import { drumbeat } from "./drumbeat";
import { errors } from "./errors";
import { expenses } from "./expenses";
import { grading } from "./grading";
import { pool } from "./pool";
import { projects } from "./projects";
import { shared } from "./shared";
import { touches } from "./touches";

export const en = {
  approvals,
  commands,
  complaints,
  customers,
  drumbeat,
  errors,
  expenses,
  grading,
  pool,
  projects,
  shared,
  touches,
};
