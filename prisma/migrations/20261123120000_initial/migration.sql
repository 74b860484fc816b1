-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "department" TEXT,
    "head_of" TEXT[],
    "roles" TEXT[],
    "locale" TEXT,
    "time_zone" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "away_from" TIMESTAMPTZ(3),
    "away_until" TIMESTAMPTZ(3),
    "delegate_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "locale" TEXT,
    "time_zone" TEXT,
    "direct_id" TEXT,
    "unreachable_since" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" SERIAL NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mime_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "claim_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sent_message" (
    "id" SERIAL NOT NULL,
    "notice" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "send_key" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sent_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "told_once" (
    "key" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "told_once_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" INTEGER,
    "via" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "position" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "version" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "first_used" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "approval_request" (
    "id" SERIAL NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "requester_id" INTEGER NOT NULL,
    "department" TEXT NOT NULL,
    "policy_version" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_step" (
    "id" SERIAL NOT NULL,
    "request_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "rule" TEXT NOT NULL DEFAULT 'any',
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "note" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_assignee" (
    "id" SERIAL NOT NULL,
    "step_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "decision" TEXT,
    "decider_id" INTEGER,
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_via" TEXT,

    CONSTRAINT "approval_assignee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expense_claim" (
    "id" SERIAL NOT NULL,
    "claimant_id" INTEGER NOT NULL,
    "department" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "spent_on" DATE NOT NULL,
    "purpose" TEXT NOT NULL,
    "customer_id" INTEGER,
    "project_id" INTEGER,
    "invoice_number" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "policy_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "expense_claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_use" (
    "fingerprint" TEXT NOT NULL,
    "claim_id" INTEGER NOT NULL,

    CONSTRAINT "invoice_use_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "background" TEXT NOT NULL,
    "goals" TEXT NOT NULL,
    "requirements" TEXT NOT NULL,
    "budget_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "customer_id" INTEGER,
    "requester_id" INTEGER NOT NULL,
    "department" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "policy_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "industry" TEXT,
    "size" TEXT,
    "region" TEXT,
    "source" TEXT,
    "needs" TEXT,
    "intent" TEXT NOT NULL DEFAULT 'unknown',
    "owner_id" INTEGER,
    "creator_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" SERIAL NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "phone" TEXT,
    "phone_key" TEXT,
    "email" TEXT,
    "email_domain" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaint" (
    "id" SERIAL NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "source_link" TEXT,
    "reporter_id" INTEGER NOT NULL,
    "owner_id" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'open',
    "resolution" TEXT,
    "policy_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "account_person_id_idx" ON "account"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_platform_workspace_user_id_key" ON "account"("platform", "workspace", "user_id");

-- CreateIndex
CREATE INDEX "stored_file_claim_id_idx" ON "stored_file"("claim_id");

-- CreateIndex
CREATE INDEX "stored_file_owner_id_idx" ON "stored_file"("owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "sent_message_send_key_key" ON "sent_message"("send_key");

-- CreateIndex
CREATE INDEX "sent_message_subject_kind_subject_id_idx" ON "sent_message"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_kind_subject_id_idx" ON "audit_entry"("subject_kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_entry_id_key" ON "audit_seal"("entry_id");

-- CreateIndex
CREATE INDEX "approval_request_subject_kind_subject_id_idx" ON "approval_request"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "approval_request_requester_id_status_idx" ON "approval_request"("requester_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "approval_step_request_id_position_key" ON "approval_step"("request_id", "position");

-- CreateIndex
CREATE INDEX "approval_assignee_person_id_idx" ON "approval_assignee"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "approval_assignee_step_id_person_id_key" ON "approval_assignee"("step_id", "person_id");

-- CreateIndex
CREATE INDEX "expense_claim_claimant_id_status_idx" ON "expense_claim"("claimant_id", "status");

-- CreateIndex
CREATE INDEX "expense_claim_department_category_spent_on_idx" ON "expense_claim"("department", "category", "spent_on");

-- CreateIndex
CREATE INDEX "invoice_use_claim_id_idx" ON "invoice_use"("claim_id");

-- CreateIndex
CREATE INDEX "project_requester_id_status_idx" ON "project"("requester_id", "status");

-- CreateIndex
CREATE INDEX "customer_name_key_idx" ON "customer"("name_key");

-- CreateIndex
CREATE INDEX "customer_owner_id_idx" ON "customer"("owner_id");

-- CreateIndex
CREATE INDEX "contact_customer_id_idx" ON "contact"("customer_id");

-- CreateIndex
CREATE INDEX "contact_phone_key_idx" ON "contact"("phone_key");

-- CreateIndex
CREATE INDEX "contact_email_domain_idx" ON "contact"("email_domain");

-- CreateIndex
CREATE INDEX "complaint_owner_id_status_idx" ON "complaint"("owner_id", "status");

-- CreateIndex
CREATE INDEX "complaint_reporter_id_status_idx" ON "complaint"("reporter_id", "status");

-- CreateIndex
CREATE INDEX "complaint_customer_id_idx" ON "complaint"("customer_id");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_delegate_id_fkey" FOREIGN KEY ("delegate_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "expense_claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sent_message" ADD CONSTRAINT "sent_message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_assignee" ADD CONSTRAINT "approval_assignee_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "approval_step"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_assignee" ADD CONSTRAINT "approval_assignee_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_assignee" ADD CONSTRAINT "approval_assignee_decider_id_fkey" FOREIGN KEY ("decider_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expense_claim" ADD CONSTRAINT "expense_claim_claimant_id_fkey" FOREIGN KEY ("claimant_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expense_claim" ADD CONSTRAINT "expense_claim_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expense_claim" ADD CONSTRAINT "expense_claim_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_use" ADD CONSTRAINT "invoice_use_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "expense_claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What schema.prisma can't say, from here on.

-- References people say (EXP-1042) begin with four digits, so that they are never mistaken for a small count.
ALTER SEQUENCE "expense_claim_id_seq" START WITH 1001 RESTART;
ALTER SEQUENCE "project_id_seq" START WITH 1001 RESTART;
ALTER SEQUENCE "customer_id_seq" START WITH 1001 RESTART;
ALTER SEQUENCE "complaint_id_seq" START WITH 1001 RESTART;

-- Closed sets of values: a misspelt status fails here, not in a report months later.
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_via_check"
    CHECK ("via" IN ('slack', 'teams', 'file', 'clock', 'system'));
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_position_check" CHECK ("position" >= 1);
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_subject_kind_check"
    CHECK ("subject_kind" IN ('expense', 'project'));
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_status_check"
    CHECK ("status" IN ('pending', 'approved', 'rejected', 'returned', 'withdrawn'));
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_position_check" CHECK ("position" >= 1);
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_rule_check" CHECK ("rule" IN ('any', 'all'));
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_status_check"
    CHECK ("status" IN ('waiting', 'open', 'approved', 'rejected', 'returned', 'passed', 'cancelled'));
ALTER TABLE "approval_assignee" ADD CONSTRAINT "approval_assignee_decision_check"
    CHECK ("decision" IN ('approved', 'rejected', 'returned'));
ALTER TABLE "expense_claim" ADD CONSTRAINT "expense_claim_status_check"
    CHECK ("status" IN ('pending', 'returned', 'approved', 'rejected', 'withdrawn', 'paid'));
ALTER TABLE "expense_claim" ADD CONSTRAINT "expense_claim_amount_minor_check" CHECK ("amount_minor" > 0);
ALTER TABLE "project" ADD CONSTRAINT "project_status_check"
    CHECK ("status" IN ('pending', 'returned', 'approved', 'rejected', 'withdrawn'));
ALTER TABLE "project" ADD CONSTRAINT "project_budget_minor_check" CHECK ("budget_minor" >= 0);
ALTER TABLE "project" ADD CONSTRAINT "project_dates_check" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "customer" ADD CONSTRAINT "customer_intent_check"
    CHECK ("intent" IN ('high', 'medium', 'low', 'unknown'));
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_status_check" CHECK ("status" IN ('open', 'resolved'));

-- The audit trail is only ever added to (policy 1.3). A superuser can still drop the trigger; the hash chain in
-- audit_seal is what shows that somebody did.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
    RAISE EXCEPTION 'the audit trail is only ever added to: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$refuse$;

CREATE TRIGGER "audit_entry_is_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_seal_is_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
