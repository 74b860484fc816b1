-- Touches that were logged by mistake and taken back (policy 5.3.1): they leave "touch", so that nothing counts them.
CREATE TABLE "taken_back_touch" (
    "id" INTEGER NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "next_step" TEXT,
    "source_link" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_back_by_id" INTEGER NOT NULL,

    CONSTRAINT "taken_back_touch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "taken_back_touch_customer_id_taken_back_at_idx" ON "taken_back_touch"("customer_id", "taken_back_at");
ALTER TABLE "taken_back_touch" ADD CONSTRAINT "taken_back_touch_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "taken_back_touch" ADD CONSTRAINT "taken_back_touch_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "taken_back_touch" ADD CONSTRAINT "taken_back_touch_taken_back_by_id_fkey" FOREIGN KEY ("taken_back_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
