import type { PrismaClient } from "../../../../src/db/generated/client";
import { type Role, roles } from "../../../../src/policy/roles";

/**
 * The number of everything that belongs to the owner, whatever its kind: a press with it means somebody else's claim, project,
 * customer, complaint, deal, payment, follow-up, return visit, merge and import at once. The two after it are of the same
 * kinds in other states.
 */
export const id = 7001;
export const second = 7002;
export const third = 7003;
/** A second customer of the owner's, whose grade is set by hand. */
export const fourth = 7004;

export type Actor = "owner" | "head" | Role;

/** Whoever acts. The owner and the head of their department are of the sales department; everybody else is of another. */
export const personIds: Readonly<Record<Actor, number>> = {
  owner: id,
  head: second,
  specialist: 8001,
  rep: 8002,
  project_manager: 8003,
  marketing_manager: 8004,
  department_head: 8005,
  director: 8006,
  general_manager: 8007,
  finance: 8008,
  support: 8009,
  hr: 8010,
  admin: 8011,
};
export const workspace = "T0OWNERSHIP";
export const userIdOf = (actor: Actor): string => `U${personIds[actor]}`;

export const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
export const day = (days: number): Date => new Date(daysAgo(days).toISOString().slice(0, 10));

/** ISO day so many days from now. */
export const dayAfter = (days: number): string => day(-days).toISOString().slice(0, 10);
export const gradeHeldUntil = daysAgo(-60);

/** The owner, the head of their department, and one stranger for each role. */
export async function makePeople(db: PrismaClient): Promise<void> {
  const all: [Actor, { roles: Role[]; department: string; headOf: string[] }][] = [
    ["owner", { roles: ["rep"], department: "sales", headOf: [] }],
    ["head", { roles: ["department_head"], department: "sales", headOf: ["sales"] }],
    ...roles.map((role): (typeof all)[number] => [
      role,
      { roles: [role], department: "marketing", headOf: role === "department_head" ? ["marketing"] : [] },
    ]),
  ];
  await db.person.createMany({
    data: all.map(([name, post]) => ({
      id: personIds[name],
      name: `The ${name}`,
      email: `${name}@yunfan.example`,
      locale: "en",
      // Long from now, so that who comes back has something to take back.
      awayFrom: daysAgo(-300),
      awayUntil: daysAgo(-310),
      ...post,
    })),
  });
  await db.account.createMany({
    data: all.map(([name]) => ({
      platform: "slack",
      workspace,
      userId: userIdOf(name),
      personId: personIds[name],
    })),
  });
}
