import type { Reader } from "../scope";
import type { Candidate } from "./request";

/**
 * Everybody who may stand in a chain of `department` now, and the administrators (named where nobody can): active people,
 * by id. One query.
 */
export function loadCandidates(reader: Reader, department: string): Promise<Candidate[]> {
  return reader.$queryRaw<Candidate[]>`
    select id, name, active, coalesce(head_of, '{}') as "headOf", coalesce(roles, '{}') as roles from person
    where active and (${department} = any(head_of) or roles && '{director,general_manager,finance,admin}'::text[])
    order by id`;
}
