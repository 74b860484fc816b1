-- The life of a customer (policy 5.1.2, 5.2, 5.3, 5.4.2, 5.4.3): touches and follow-ups, deals and payments, return visits,
-- grades, the public pool, complaints on the clock, merging, finding among many, and importing.
ALTER TABLE "customer"
    ADD COLUMN "external_id" TEXT,
    ADD COLUMN "attended_from" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "pool_since" TIMESTAMPTZ(3),
    ADD COLUMN "score" INTEGER,
    ADD COLUMN "grade" TEXT,
    ADD COLUMN "graded_at" TIMESTAMPTZ(3),
    ADD COLUMN "override_grade" TEXT,
    ADD COLUMN "override_reason" TEXT,
    ADD COLUMN "override_by_id" INTEGER,
    ADD COLUMN "override_until" TIMESTAMPTZ(3),
    ADD COLUMN "merged_into_id" INTEGER;
ALTER TABLE "stored_file" ADD COLUMN "purpose" TEXT NOT NULL DEFAULT 'receipt';
ALTER TABLE "complaint"
    ADD COLUMN "responded_at" TIMESTAMPTZ(3),
    ADD COLUMN "response" TEXT,
    ADD COLUMN "respond_due_at" TIMESTAMPTZ(3),
    ADD COLUMN "resolve_due_at" TIMESTAMPTZ(3),
    ADD COLUMN "respond_breached_at" TIMESTAMPTZ(3),
    ADD COLUMN "resolve_breached_at" TIMESTAMPTZ(3),
    ADD COLUMN "next_alarm_at" TIMESTAMPTZ(3),
    ADD COLUMN "reopened" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "complaint_pause" (
    "id" SERIAL NOT NULL,
    "complaint_id" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "why" TEXT NOT NULL,
    "reason" TEXT,
    "by_id" INTEGER,
    "ended_by" TEXT,
    "ended_by_id" INTEGER,

    CONSTRAINT "complaint_pause_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "complaint_pause_complaint_id_since_idx" ON "complaint_pause"("complaint_id", "since");

CREATE TABLE "complaint_alarm" (
    "complaint_id" INTEGER NOT NULL,
    "clock" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "complaint_alarm_pkey" PRIMARY KEY ("complaint_id", "clock", "level", "severity")
);

CREATE TABLE "ownership" (
    "id" SERIAL NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "how" TEXT NOT NULL,
    "ended" TEXT,
    "by_id" INTEGER,

    CONSTRAINT "ownership_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ownership_customer_id_since_idx" ON "ownership"("customer_id", "since");
CREATE INDEX "ownership_owner_id_since_idx" ON "ownership"("owner_id", "since");

CREATE TABLE "assignment_turn" (
    "name" TEXT NOT NULL,
    "last_person_id" INTEGER NOT NULL,

    CONSTRAINT "assignment_turn_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "touch" (
    "id" SERIAL NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "next_step" TEXT,
    "source_link" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "touch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "touch_customer_id_at_idx" ON "touch"("customer_id", "at");
CREATE INDEX "touch_person_id_at_idx" ON "touch"("person_id", "at");

CREATE TABLE "follow_up" (
    "id" SERIAL NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "set_by" TEXT NOT NULL,
    "step" TEXT,
    "status" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "owner_id" INTEGER,
    "touch_id" INTEGER,
    "moved_to" DATE,
    "moved_by_id" INTEGER,

    CONSTRAINT "follow_up_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "follow_up_customer_id_idx" ON "follow_up"("customer_id");
CREATE INDEX "follow_up_owner_id_closed_at_idx" ON "follow_up"("owner_id", "closed_at");

CREATE TABLE "deal" (
    "id" SERIAL NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "title" TEXT,
    "product" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "list_minor" BIGINT,
    "currency" TEXT NOT NULL,
    "expected_on" DATE NOT NULL,
    "competitor" TEXT,
    "status" TEXT NOT NULL DEFAULT 'open',
    "closed_on" DATE,
    "closed_at" TIMESTAMPTZ(3),
    "lost_reason" TEXT,
    "lost_note" TEXT,
    "payable_on" DATE,
    "external_id" TEXT,
    "policy_version" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "deal_external_id_key" ON "deal"("external_id");
CREATE INDEX "deal_customer_id_status_idx" ON "deal"("customer_id", "status");
CREATE INDEX "deal_owner_id_status_idx" ON "deal"("owner_id", "status");
CREATE INDEX "deal_status_closed_on_idx" ON "deal"("status", "closed_on");

CREATE TABLE "payment" (
    "id" SERIAL NOT NULL,
    "deal_id" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "received_on" DATE NOT NULL,
    "note" TEXT,
    "recorded_by" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "payment_deal_id_idx" ON "payment"("deal_id");
CREATE INDEX "payment_received_on_idx" ON "payment"("received_on");

CREATE TABLE "return_visit" (
    "id" SERIAL NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "deal_id" INTEGER,
    "complaint_id" INTEGER,
    "number" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'due',
    "score" INTEGER,
    "touch_id" INTEGER,
    "done_at" TIMESTAMPTZ(3),
    "done_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "return_visit_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "return_visit_customer_id_idx" ON "return_visit"("customer_id");
CREATE INDEX "return_visit_deal_id_idx" ON "return_visit"("deal_id");
CREATE INDEX "return_visit_complaint_id_idx" ON "return_visit"("complaint_id");
CREATE INDEX "return_visit_done_by_id_done_at_idx" ON "return_visit"("done_by_id", "done_at");

CREATE TABLE "grade_change" (
    "id" SERIAL NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "owner_id" INTEGER,
    "before" TEXT,
    "after" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grade_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "grade_change_customer_id_idx" ON "grade_change"("customer_id");
CREATE INDEX "grade_change_owner_id_at_idx" ON "grade_change"("owner_id", "at");

CREATE TABLE "pool_warning" (
    "customer_id" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "days" INTEGER NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pool_warning_pkey" PRIMARY KEY ("customer_id", "due_on", "days")
);
CREATE INDEX "pool_warning_owner_id_at_idx" ON "pool_warning"("owner_id", "at");

CREATE TABLE "customer_merge" (
    "id" SERIAL NOT NULL,
    "kept_id" INTEGER NOT NULL,
    "merged_id" INTEGER NOT NULL,
    "by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "moved" JSONB NOT NULL,
    "before" JSONB NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" INTEGER,

    CONSTRAINT "customer_merge_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "customer_merge_kept_id_idx" ON "customer_merge"("kept_id");
CREATE INDEX "customer_merge_merged_id_idx" ON "customer_merge"("merged_id");

CREATE TABLE "customer_search" (
    "customer_id" INTEGER NOT NULL,
    "names" TEXT NOT NULL,
    "contacts" TEXT NOT NULL,

    CONSTRAINT "customer_search_pkey" PRIMARY KEY ("customer_id")
);

CREATE TABLE "import_run" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "content" BYTEA,
    "columns" TEXT[],
    "new_owner" TEXT NOT NULL DEFAULT 'pool',
    "status" TEXT NOT NULL DEFAULT 'reading',
    "problem" JSONB,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "taken_to" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "platform" TEXT NOT NULL,
    "policy_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "import_run_person_id_idx" ON "import_run"("person_id");

CREATE TABLE "import_row" (
    "import_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "fields" TEXT[],
    "problems" JSONB,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id", "line")
);

ALTER TABLE "complaint_pause" ADD CONSTRAINT "complaint_pause_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "complaint_alarm" ADD CONSTRAINT "complaint_alarm_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ownership" ADD CONSTRAINT "ownership_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ownership" ADD CONSTRAINT "ownership_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "touch" ADD CONSTRAINT "touch_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "touch" ADD CONSTRAINT "touch_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "deal" ADD CONSTRAINT "deal_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "deal" ADD CONSTRAINT "deal_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment" ADD CONSTRAINT "payment_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "return_visit" ADD CONSTRAINT "return_visit_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "return_visit" ADD CONSTRAINT "return_visit_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "return_visit" ADD CONSTRAINT "return_visit_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer" ADD CONSTRAINT "customer_override_by_id_fkey" FOREIGN KEY ("override_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "customer" ADD CONSTRAINT "customer_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE UNIQUE INDEX "customer_external_id_key" ON "customer"("external_id");
CREATE INDEX "customer_owner_id_updated_at_idx" ON "customer"("owner_id", "updated_at");
CREATE INDEX "customer_updated_at_id_idx" ON "customer"("updated_at", "id");
CREATE INDEX "customer_merged_into_id_idx" ON "customer"("merged_into_id");
DROP INDEX "customer_owner_id_idx";
-- By its characters, whatever the database's language: names that begin so are found by it, and the same name.
DROP INDEX "customer_name_key_idx";
CREATE INDEX "customer_name_key_idx" ON "customer"("name_key" text_pattern_ops);
CREATE INDEX "customer_pool_idx" ON "customer"("pool_since", "id") WHERE "owner_id" IS NULL;
CREATE INDEX "customer_override_until_idx" ON "customer"("override_until") WHERE "override_grade" IS NOT NULL;
CREATE INDEX "complaint_next_alarm_at_idx" ON "complaint"("next_alarm_at") WHERE "next_alarm_at" IS NOT NULL;
CREATE UNIQUE INDEX "complaint_pause_open_key" ON "complaint_pause"("complaint_id") WHERE "until" IS NULL;
CREATE UNIQUE INDEX "ownership_open_key" ON "ownership"("customer_id") WHERE "until" IS NULL;
CREATE UNIQUE INDEX "follow_up_open_key" ON "follow_up"("customer_id") WHERE "status" = 'open';
CREATE INDEX "follow_up_due_idx" ON "follow_up"("due_on", "id") WHERE "status" = 'open';
CREATE INDEX "follow_up_moved_idx" ON "follow_up"("customer_id", "closed_at") WHERE "status" = 'moved';
CREATE INDEX "return_visit_due_idx" ON "return_visit"("due_on") WHERE "status" = 'due';

ALTER SEQUENCE "deal_id_seq" START WITH 1001 RESTART;
ALTER SEQUENCE "import_run_id_seq" START WITH 1001 RESTART;

-- Rows that no rule of the program should ever make. Those of tables that exist already are held by the rows there are.
UPDATE "customer" SET "attended_from" = "created_at";
UPDATE "customer" SET "pool_since" = "updated_at", "attended_from" = NULL WHERE "owner_id" IS NULL;
ALTER TABLE "customer" ADD CONSTRAINT "customer_pool_check"
    CHECK (CASE WHEN "merged_into_id" IS NULL THEN ("owner_id" IS NULL) = ("pool_since" IS NOT NULL)
        ELSE "owner_id" IS NULL AND "pool_since" IS NULL END);
ALTER TABLE "customer" ADD CONSTRAINT "customer_score_check" CHECK ("score" BETWEEN 0 AND 10000);
ALTER TABLE "customer" ADD CONSTRAINT "customer_grade_check" CHECK ("grade" IN ('A', 'B', 'C', 'D'));
ALTER TABLE "customer" ADD CONSTRAINT "customer_override_check" CHECK (
    ("override_grade" IS NULL) = ("override_until" IS NULL) AND ("override_grade" IS NULL) = ("override_reason" IS NULL)
    AND "override_grade" IN ('A', 'B', 'C', 'D'));
ALTER TABLE "customer" ADD CONSTRAINT "customer_merged_into_check" CHECK ("merged_into_id" <> "id");
ALTER TABLE "complaint_pause" ADD CONSTRAINT "complaint_pause_why_check" CHECK ("why" IN ('customer', 'resolved'));
ALTER TABLE "complaint_pause" ADD CONSTRAINT "complaint_pause_order_check" CHECK ("until" >= "since");
ALTER TABLE "complaint_alarm" ADD CONSTRAINT "complaint_alarm_clock_check" CHECK ("clock" IN ('respond', 'resolve'));
ALTER TABLE "complaint_alarm" ADD CONSTRAINT "complaint_alarm_level_check"
    CHECK ("level" IN ('half', 'most', 'breach', 'management'));
ALTER TABLE "ownership" ADD CONSTRAINT "ownership_order_check" CHECK ("until" >= "since");
ALTER TABLE "touch" ADD CONSTRAINT "touch_kind_check" CHECK ("kind" IN ('call', 'mail', 'visit', 'message'));
ALTER TABLE "touch" ADD CONSTRAINT "touch_outcome_check"
    CHECK ("outcome" IN ('positive', 'neutral', 'negative', 'no_answer'));
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_set_by_check" CHECK ("set_by" IN ('rhythm', 'person'));
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_status_check"
    CHECK ("status" IN ('open', 'done', 'moved', 'dropped') AND ("status" = 'open') = ("closed_at" IS NULL));
ALTER TABLE "deal" ADD CONSTRAINT "deal_status_check"
    CHECK ("status" IN ('open', 'won', 'lost') AND ("status" = 'open') = ("closed_on" IS NULL));
ALTER TABLE "deal" ADD CONSTRAINT "deal_amount_minor_check" CHECK ("amount_minor" > 0 AND "list_minor" > 0);
ALTER TABLE "payment" ADD CONSTRAINT "payment_amount_minor_check" CHECK ("amount_minor" > 0);
ALTER TABLE "return_visit" ADD CONSTRAINT "return_visit_status_check"
    CHECK ("status" IN ('due', 'done', 'dropped') AND ("status" = 'done') = ("done_at" IS NOT NULL));
ALTER TABLE "return_visit" ADD CONSTRAINT "return_visit_score_check" CHECK ("score" BETWEEN 1 AND 5);
ALTER TABLE "grade_change" ADD CONSTRAINT "grade_change_cause_check"
    CHECK ("cause" IN ('facts', 'import', 'nightly', 'override', 'lapsed'));
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_kind_check" CHECK ("kind" IN ('customers', 'contacts', 'deals'));
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_status_check"
    CHECK ("status" IN ('reading', 'preview', 'running', 'done', 'cancelled', 'refused'));
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_new_owner_check" CHECK ("new_owner" IN ('pool', 'me', 'in_turn'));

-- What a customer is found by, as its one- to three-letter pieces: what is asked for is cut up by the program. One character
-- counts as a piece unless it is a Latin letter, a digit or a space. So dear that the planner reads words before it cuts them, and
-- not parallel safe: starting workers takes longer than a search.
CREATE FUNCTION "search_grams"(words TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT COST 1000 AS $grams$
    SELECT coalesce(array_agg(DISTINCT gram), '{}')
    FROM generate_series(1, length(words)) AS start,
        generate_series(1, 3) AS size,
        LATERAL (SELECT substr(words, start, size)) AS piece (gram)
    WHERE length(gram) = size AND strpos(gram, chr(10)) = 0
        AND (size > 1 OR strpos('abcdefghijklmnopqrstuvwxyz0123456789 ', gram) = 0)
$grams$;

-- The name stands there as it is typed, and where that differs also as duplicates are found by it. One that was merged into
-- another is not found.
CREATE FUNCTION "keep_customer_search"(customer INTEGER) RETURNS void LANGUAGE sql AS $keep$
    INSERT INTO "customer_search" ("customer_id", "names", "contacts")
    SELECT c."id", concat_ws(chr(10), typed, CASE WHEN strpos(typed, c."name_key") = 0 THEN c."name_key" END), coalesce((
        SELECT string_agg(concat_ws(chr(10), lower(normalize(contact."name", NFKC)), lower(normalize(contact."email", NFKC)),
            contact."phone_key"), chr(10) ORDER BY contact."id")
        FROM "contact" WHERE contact."customer_id" = c."id"), '')
    FROM "customer" c, lower(normalize(c."name", NFKC)) AS typed WHERE c."id" = customer AND c."merged_into_id" IS NULL
    ON CONFLICT ("customer_id") DO UPDATE SET "names" = excluded."names", "contacts" = excluded."contacts"
    WHERE ("customer_search"."names", "customer_search"."contacts") <> (excluded."names", excluded."contacts");
    DELETE FROM "customer_search" s USING "customer" c
    WHERE s."customer_id" = customer AND c."id" = customer AND c."merged_into_id" IS NOT NULL
$keep$;
CREATE FUNCTION "follow_customer_words"() RETURNS trigger LANGUAGE plpgsql AS $follow$
BEGIN
    PERFORM "keep_customer_search"(NEW."id");
    RETURN NULL;
END
$follow$;
CREATE FUNCTION "follow_contact_words"() RETURNS trigger LANGUAGE plpgsql AS $follow$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM "keep_customer_search"(OLD."customer_id"); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM "keep_customer_search"(NEW."customer_id"); END IF;
    RETURN NULL;
END
$follow$;
CREATE TRIGGER "customer_words_added" AFTER INSERT ON "customer"
    FOR EACH ROW EXECUTE FUNCTION "follow_customer_words"();
CREATE TRIGGER "customer_words_changed" AFTER UPDATE OF "name", "name_key", "merged_into_id" ON "customer"
    FOR EACH ROW WHEN ((OLD."name", OLD."name_key") <> (NEW."name", NEW."name_key") OR OLD."merged_into_id" IS DISTINCT FROM NEW."merged_into_id")
    EXECUTE FUNCTION "follow_customer_words"();
CREATE TRIGGER "contact_words_changed" AFTER INSERT OR DELETE OR UPDATE OF "customer_id", "name", "email", "phone_key" ON "contact"
    FOR EACH ROW EXECUTE FUNCTION "follow_contact_words"();

-- What is there already joins in: its owners, a first follow-up, clocks that the next minute sets.
SELECT "keep_customer_search"("id") FROM "customer";
-- Every search reads what was added since the index was last put in order: that is kept short.
CREATE INDEX "customer_search_grams_idx" ON "customer_search"
    USING gin ("search_grams"("names"), "search_grams"("contacts")) WITH (gin_pending_list_limit = 256);
INSERT INTO "ownership" ("customer_id", "owner_id", "since", "how")
    SELECT "id", "owner_id", "created_at", 'logged' FROM "customer" WHERE "owner_id" IS NOT NULL;
INSERT INTO "follow_up" ("customer_id", "due_on", "set_by")
    SELECT "id", current_date + 1, 'rhythm' FROM "customer" WHERE "owner_id" IS NOT NULL;
UPDATE "complaint" SET "next_alarm_at" = now() WHERE "status" = 'open';
