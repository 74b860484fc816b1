import type { PrismaClient } from "../../../../src/db/generated/client";
import { nameKey } from "../../../../src/domain/customers/name-key";
import { type MergeBefore, movedNames } from "../../../../src/domain/merging/merge";
import type { Policy } from "../../../../src/policy/policy";
import { recordPolicyVersion } from "../../../../src/policy/policy-version";
import { day, daysAgo, fourth, gradeHeldUntil, id, makePeople, personIds, second, third } from "./people";

/** Two people of the sales department with records of every kind, and one stranger for each role. */
export async function makeWorld(db: PrismaClient, policy: Policy): Promise<void> {
  await recordPolicyVersion(db, policy);
  await makePeople(db);
  await customers(db);
  await claimsAndProjects(db, policy.version);
  await deals(db, policy.version);
  await complaints(db, policy.version);
  await files(db, policy.version);
}

const state = { ownerId: id, attendedFrom: daysAgo(40).toISOString(), poolSince: null };
/** Both were the owner's. */
const merged: MergeBefore = {
  filled: {},
  kept: { ...state, given: state, grade: null },
  merged: { ...state, externalId: null, grade: null },
  followUps: [],
  ownership: { endedId: null, begunId: null },
};

async function customers(db: PrismaClient): Promise<void> {
  const customer = (number: number, name: string) => ({
    id: number,
    name,
    nameKey: nameKey(name),
    creatorId: id,
    industry: "software",
    size: "up_to_200",
    createdAt: daysAgo(40),
    updatedAt: daysAgo(5),
    attendedFrom: daysAgo(40),
    ownerId: id,
  });
  await db.customer.createMany({
    data: [
      customer(id, "Harbor Peak Trading"),
      {
        ...customer(second, "Silver Bridge Foods"),
        ownerId: null,
        attendedFrom: null,
        poolSince: daysAgo(5),
      },
      { ...customer(third, "Harbor Peak Limited"), ownerId: null, attendedFrom: null, mergedIntoId: id },
      {
        ...customer(fourth, "Cedar Gate Logistics"),
        grade: "B",
        score: 3_500,
        overrideGrade: "A",
        overrideReason: "They open a market",
        overrideById: second,
        overrideUntil: gradeHeldUntil,
      },
    ],
  });
  await db.contact.createMany({
    data: [
      { id, customerId: id, name: "Wang Fang", phone: "138 0000 1111", phoneKey: "13800001111" },
      { id: second, customerId: fourth, name: "Li Na" },
    ],
  });
  const owned = [id, fourth];
  await db.ownership.createMany({
    data: owned.map((customerId) => ({ customerId, ownerId: id, since: daysAgo(40), how: "logged" })),
  });
  await db.touch.createMany({
    data: [{ id, customerId: id, personId: id, kind: "call", outcome: "positive", at: daysAgo(5) }],
  });
  await db.followUp.createMany({
    data: [
      { id, customerId: id, dueOn: day(1), setBy: "rhythm" },
      { id: second, customerId: fourth, dueOn: day(-3), setBy: "person", step: "Send the contract" },
    ],
  });
  await db.customerMerge.create({
    data: {
      id,
      keptId: id,
      mergedId: third,
      byId: id,
      at: daysAgo(2),
      until: daysAgo(-28),
      moved: Object.fromEntries(movedNames.map((name) => [name, []])),
      before: merged,
    },
  });
}

async function claimsAndProjects(db: PrismaClient, policyVersion: string): Promise<void> {
  const claim = (number: number, status: string) => ({
    id: number,
    claimantId: id,
    department: "sales",
    amountMinor: 12_850n,
    currency: "CNY",
    category: "travel",
    spentOn: day(2),
    purpose: "Taxi",
    status,
    policyVersion,
  });
  await db.expenseClaim.createMany({
    data: [claim(id, "pending"), claim(second, "approved"), claim(third, "returned")],
  });
  const project = (number: number, status: string) => ({
    id: number,
    title: "Website relaunch",
    background: "Old",
    goals: "New",
    requirements: "Works",
    budgetMinor: 8_000_000n,
    currency: "CNY",
    startsOn: day(-10),
    endsOn: day(-100),
    requesterId: id,
    department: "sales",
    status,
    policyVersion,
  });
  await db.project.createMany({ data: [project(id, "pending"), project(third, "returned")] });
  const asked = [
    { subjectKind: "expense", subjectId: id, requestId: id, status: "pending" },
    { subjectKind: "project", subjectId: id, requestId: second, status: "pending" },
    { subjectKind: "expense", subjectId: second, requestId: third, status: "approved" },
    { subjectKind: "expense", subjectId: third, requestId: 7004, status: "returned" },
    { subjectKind: "project", subjectId: third, requestId: 7005, status: "returned" },
  ] as const;
  for (const { requestId, status, ...subject } of asked)
    await db.approvalRequest.create({
      data: {
        id: requestId,
        ...subject,
        requesterId: id,
        department: "sales",
        policyVersion,
        status,
        steps: {
          create: {
            id: requestId,
            position: 1,
            role: "department_head",
            status: status === "pending" ? "open" : status,
            openedAt: daysAgo(1),
            assignees: {
              create:
                status === "pending"
                  ? { personId: second }
                  : {
                      personId: second,
                      decision: status,
                      deciderId: second,
                      reason: "Words",
                      decidedAt: daysAgo(1),
                    },
            },
          },
        },
      },
    });
}

async function deals(db: PrismaClient, policyVersion: string): Promise<void> {
  const deal = (number: number, status: "open" | "won" | "lost") => ({
    id: number,
    customerId: id,
    ownerId: id,
    product: "crm",
    channel: "direct",
    stage: "proposal",
    amountMinor: 10_000_000n,
    currency: "CNY",
    expectedOn: day(-20),
    status,
    closedOn: status === "open" ? null : day(3),
    closedAt: status === "open" ? null : daysAgo(3),
    lostReason: status === "lost" ? "price" : null,
    payableOn: status === "won" ? day(-27) : null,
    policyVersion,
  });
  await db.deal.createMany({ data: [deal(id, "open"), deal(second, "won"), deal(third, "lost")] });
  await db.payment.create({
    data: { id, dealId: second, amountMinor: 1_000_000n, receivedOn: day(1), recordedBy: personIds.finance },
  });
  await db.returnVisit.createMany({
    data: [{ id, customerId: id, dealId: second, number: 1, dueOn: day(-4) }],
  });
}

async function complaints(db: PrismaClient, policyVersion: string): Promise<void> {
  const complaint = (number: number) => ({
    id: number,
    customerId: id,
    severity: "S3",
    product: "crm",
    description: "The login fails",
    reporterId: id,
    ownerId: id,
    policyVersion,
    createdAt: daysAgo(0.1),
  });
  await db.complaint.createMany({
    data: [
      complaint(id),
      { ...complaint(second), respondedAt: daysAgo(0.05), response: "We look into it" },
      { ...complaint(third), status: "resolved", resolution: "Mended", resolvedAt: daysAgo(0.01) },
    ],
  });
  await db.complaintPause.create({
    data: {
      id,
      complaintId: second,
      since: daysAgo(0.04),
      why: "customer",
      reason: "A screenshot",
      byId: id,
    },
  });
}

async function files(db: PrismaClient, policyVersion: string): Promise<void> {
  const file = {
    ownerId: id,
    name: "receipt.png",
    mimeType: "image/png",
    size: 8,
    content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  };
  await db.storedFile.createMany({
    data: [
      { ...file, id, sha256: "a".repeat(64) },
      { ...file, id: second, sha256: "b".repeat(64), claimId: second },
    ],
  });
  await db.importRun.create({
    data: {
      id,
      // Whoever imports is of a role that may.
      personId: second,
      kind: "customers",
      fileName: "customers.csv",
      encoding: "utf-8",
      status: "preview",
      columns: ["name"],
      rows: 1,
      platform: "slack",
      policyVersion,
      lines: { create: { line: 2, fields: ["Brand New Customer"] } },
    },
  });
}
